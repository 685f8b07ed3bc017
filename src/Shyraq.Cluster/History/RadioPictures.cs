using System.Collections.Immutable;
using System.Text.Json;
using Shyraq.Core;
using Shyraq.Core.Presence;
using Shyraq.Core.Units;
using Shyraq.Protocols;

namespace Shyraq.Cluster.History;

/// <summary>How an anchor stood. <paramref name="Heard"/>: since when one is silent; null for the others, of which it changes each second or never was.</summary>
internal sealed record AnchorThen(AnchorId Anchor, AnchorState State, Instant? Heard);

/// <summary>How all anchors stood, in the order of the plan.</summary>
internal sealed record AnchorsThen(ImmutableArray<AnchorThen> Anchors);

/// <summary>Who was heard without a place. <paramref name="Heard"/> is as of the picture; null when all that was heard was refused.</summary>
internal sealed record UnplacedThen(TagId Tag, CarrierKind Carrier, Instant? Heard);

/// <summary>What the radios tell beside places, for pictures of it: how each anchor stands, and who is heard while the place is unknown.</summary>
internal sealed class RadioPictures
{
    private readonly ImmutableArray<AnchorThen> _anchors;
    private readonly ImmutableArray<UnplacedThen> _unplaced;

    private RadioPictures(ImmutableArray<AnchorThen> anchors, ImmutableArray<UnplacedThen> unplaced) => (_anchors, _unplaced) = (anchors, unplaced);

    /// <summary>As it is at the mine's clock.</summary>
    public static RadioPictures Of(Mine mine) => new(
        [.. mine.AnchorsAt(mine.Clock).Select(one => new AnchorThen(one.Anchor, one.State, one.State == AnchorState.Silent ? one.Heard : null))],
        [.. mine.Unplaced().Select(one => new UnplacedThen(one.Tag, one.Carrier, one.Heard))]);

    /// <summary>What a new picture of the anchors is taken for when it changes: the states, not when each was heard.</summary>
    public string Standing => string.Concat(_anchors.Select(one => $"{one.Anchor.Value}\0{(int)one.State}\0"));

    /// <summary>The same of those without a place.</summary>
    public string Missing => string.Concat(_unplaced.Select(one => $"{one.Tag.Value}\0{(int)one.Carrier}{(one.Heard is null ? 0 : 1)}\0"));

    /// <summary>The picture of the anchors, UTF-8.</summary>
    public byte[] Anchors() => JsonSerializer.SerializeToUtf8Bytes(new AnchorsThen(_anchors), CoreJson.Options);

    /// <summary>The picture of who was heard without a place, UTF-8.</summary>
    public byte[] Unplaced() => JsonSerializer.SerializeToUtf8Bytes(new { Unplaced = _unplaced }, CoreJson.Options);
}
