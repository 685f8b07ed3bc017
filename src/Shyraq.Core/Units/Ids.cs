namespace Shyraq.Core.Units;

/// <summary>The id of a mine, as in the plan's <c>mine.id</c>. <c>default</c> holds a null and names nothing.</summary>
public readonly record struct MineId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The id of a tag, as the radios report it. <c>default</c> holds a null and names nothing.</summary>
public readonly record struct TagId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The id of an anchor. <c>default</c> holds a null and names nothing.</summary>
public readonly record struct AnchorId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The id of a roadway. <c>default</c> holds a null and names nothing.</summary>
public readonly record struct RoadwayId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The id of an open area. <c>default</c> holds a null and names nothing.</summary>
public readonly record struct AreaId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The id of a zone. <c>default</c> holds a null and names nothing.</summary>
public readonly record struct ZoneId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
