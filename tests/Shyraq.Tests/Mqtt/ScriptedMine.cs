using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Sightings;

namespace Shyraq.Tests.Mqtt;

/// <summary>A mine that answers appends as a test tells it, behind the real intake.</summary>
public class ScriptedMine : DispatchProxy
{
    private Func<InputBatch, Task<Receipt>> _append = null!;

    /// <summary>Lets the server's intake reach this mine instead of the real ones.</summary>
    public static Action<WebApplicationBuilder> Answering(Func<InputBatch, Task<Receipt>> append)
    {
        var mine = Create<IMineGrain, ScriptedMine>();
        ((ScriptedMine)(object)mine)._append = append;
        var mines = Create<IGrainFactory, ScriptedMines>();
        ((ScriptedMines)(object)mines).Mine = mine;
        return builder => builder.Services.AddSingleton(host => new SightingIntake(mines, host.GetRequiredService<MineDirectory>(), TimeProvider.System));
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IMineGrain.Append) ? _append((InputBatch)args![0]!) : throw new NotSupportedException(targetMethod?.Name);
}

/// <summary>Gives the one scripted mine for every id.</summary>
public class ScriptedMines : DispatchProxy
{
    internal IMineGrain Mine { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IGrainFactory.GetGrain) ? Mine : throw new NotSupportedException(targetMethod?.Name);
}
