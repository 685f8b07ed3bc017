using System.Reflection;

namespace Shyraq.Cluster.Mines;

/// <summary>Who writes journals, as they note it.</summary>
public static class MineWriter
{
    /// <summary>Product and version.</summary>
    public static readonly string Name = $"Shyraq {typeof(MineWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?"}";
}
