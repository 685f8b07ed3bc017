using Shyraq.Core.Units;

namespace Shyraq.Simulator.Demo;

/// <summary>The mine of <c>serve --demo</c>: what a surveyor and the lamp room would hand to the server before its radios speak.</summary>
/// <param name="Id">The mine's id, <c>demo</c>.</param>
/// <param name="Seed">Everything follows from it: equal seeds give equal bytes.</param>
/// <param name="Plan">The plan, UTF-8 GeoJSON: the body of <c>PUT /api/mines/demo/plan</c>.</param>
/// <param name="Tags">Who carries which tag, UTF-8 JSON: the body of <c>PUT /api/mines/demo/tags</c>.</param>
public sealed record DemoMine(MineId Id, int Seed, ReadOnlyMemory<byte> Plan, ReadOnlyMemory<byte> Tags)
{
    /// <summary>Generates the mine and its workforce.</summary>
    public static DemoMine Create(int seed = 1) => throw new NotImplementedException();
}
