using System.Reflection;

namespace Shyraq.Tests.Walls;

/// <summary>The walls between the projects, as they were compiled: what an assembly does not refer to it cannot use.</summary>
public sealed class WallTests
{
    private static readonly string[] Ours = ["Shyraq.Core", "Shyraq.Protocols", "Shyraq.Storage", "Shyraq.Cluster", "Shyraq.Web", "Shyraq.Simulator", "shyraq"];

    [Theory]
    [InlineData("Shyraq.Core")]
    [InlineData("Shyraq.Protocols", "Shyraq.Core")]
    [InlineData("Shyraq.Storage", "Shyraq.Core")]
    [InlineData("Shyraq.Cluster", "Shyraq.Core", "Shyraq.Protocols", "Shyraq.Storage")]
    [InlineData("Shyraq.Web", "Shyraq.Core", "Shyraq.Protocols", "Shyraq.Cluster")]
    [InlineData("Shyraq.Simulator", "Shyraq.Core", "Shyraq.Protocols")]
    public void A_project_sees_only_what_its_wall_lets_it(string project, params string[] allowed) =>
        Assert.Empty(References(project).Intersect(Ours).Except(allowed));

    [Fact]
    public void The_core_refers_to_the_plain_runtime_alone() =>
        Assert.Empty(References("Shyraq.Core").Except(["System.Runtime", "System.Collections", "System.Collections.Immutable", "System.Linq", "System.Memory", "System.Numerics.Vectors", "System.Runtime.Intrinsics", "System.Runtime.InteropServices", "System.Threading"]));

    [Fact]
    public void The_core_starts_no_thread_and_knows_no_clock_file_or_json()
    {
        string[] forbidden = ["System.IO.", "System.Threading.Tasks.", "System.Threading.Thread", "System.Threading.Timer", "System.Diagnostics.Stopwatch", "System.Text.Json.", "System.Net.", "Microsoft.", "System.Console"];
        var used = TypesUsed("Shyraq.Core").Where(name => forbidden.Any(f => name.StartsWith(f, StringComparison.Ordinal))).ToArray();
        Assert.Empty(used);
    }

    [Theory]
    [InlineData("Microsoft.Data.Sqlite", "Shyraq.Storage")]
    [InlineData("Npgsql", "Shyraq.Storage")]
    [InlineData("Orleans.Runtime", "Shyraq.Cluster")]
    [InlineData("MQTTnet.Server", "Shyraq.Web")]
    [InlineData("Microsoft.AspNetCore.SignalR.Core", "Shyraq.Web")]
    public void A_foreign_library_stops_at_its_wall(string library, string home) =>
        Assert.DoesNotContain(Ours, project => project != home && References(project).Contains(library));

    [Fact]
    public void The_web_cannot_touch_a_belief()
    {
        var touched = TypesUsed("Shyraq.Web").Where(name => name is "Shyraq.Core.Mine" or "Shyraq.Core.TagBelief" || name.StartsWith("Shyraq.Core.Tracking.", StringComparison.Ordinal));
        Assert.Empty(touched);
    }

    private static IEnumerable<string> References(string project) => Assembly.Load(project).GetReferencedAssemblies().Select(name => name.Name!);

    // The names of all types of other assemblies that the compiled code mentions anywhere.
    private static IEnumerable<string> TypesUsed(string project)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        using var image = new System.Reflection.PortableExecutable.PEReader(file);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(image);
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
