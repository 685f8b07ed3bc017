using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>What the radios tell of the tags of one person, put together anew each time people are judged.</summary>
internal sealed class Heard(AccountKey key)
{
    /// <summary>Of nobody's tag.</summary>
    public static readonly Heard Nothing = new(default);

    // Those that were placed, then the others, each in order of id.
    private readonly List<OwnedTag> _owned = [];

    /// <summary>Whose tags they are.</summary>
    public AccountKey Key { get; } = key;

    /// <summary>All tags that are looked at, also those that were returned.</summary>
    public IReadOnlyList<OwnedTag> Owned => _owned;

    /// <summary>The account of that key, once there is one.</summary>
    public Account? Account { get; set; }

    /// <summary>The tags that count as the person's, those that were placed before the others, each in order of id; one that was returned is not among them.</summary>
    public ImmutableArray<TagId> Tags { get; private set; } = [];

    /// <summary>The tag that was heard newest, and its sight; null when none was placed.</summary>
    public TagId Newest { get; private set; }

    public TagSight? Sight { get; private set; }

    /// <summary>The tag by whose place the person is looked for: that which was heard newest, unless it lies above ground and another is below. Null when none was placed.</summary>
    public TagId? Bearer => Sight is null or { Where: Whereabouts.Surface } ? BelowBy.Value is not null ? BelowBy : Sight is null ? null : Newest : Newest;

    /// <summary>When any of them was newest heard below since its bearer came out last, and which; also one that was returned.</summary>
    public Instant Below { get; private set; }

    public TagId BelowBy { get; private set; }

    /// <summary>When any of them went below, as far as it is still there.</summary>
    public Instant DownSince { get; private set; }

    /// <summary>When any of them was newest heard at an exit or above ground.</summary>
    public Instant Up { get; private set; }

    /// <summary>When any of them was newest heard at all; those that lie above ground tell nothing of who may be below.</summary>
    public Instant At { get; private set; }

    /// <summary>From now on a tag is looked at.</summary>
    public void Own(OwnedTag tag)
    {
        var later = _owned.FindIndex(other => (other.Sight is null).CompareTo(tag.Sight is null) is not 0 and var bySight ? bySight > 0 : string.CompareOrdinal(other.Tag.Value, tag.Tag.Value) > 0);
        _owned.Insert(later < 0 ? _owned.Count : later, tag);
        Name();
    }

    /// <summary>A tag is another's now, or is somebody's in another way.</summary>
    public void Lose(OwnedTag tag)
    {
        _owned.Remove(tag);
        Name();
    }

    /// <summary>Begins to be put together anew, from the same tags.</summary>
    public void Begin()
    {
        (Newest, Sight, BelowBy) = (default, null, default);
        Below = DownSince = Up = At = default;
    }

    private void Name() => Tags = [.. _owned.Where(tag => !tag.IsReturned).Select(tag => tag.Tag)];

    /// <param name="arrived">When the newest that was heard of the tag arrived.</param>
    /// <param name="isReturned">It lies in the lamp room as far as that knows: only where it is heard below does it count.</param>
    public void Add(TagId tag, TagSight? sight, Instant arrived, bool isReturned)
    {
        if (sight is not null && sight.StillBelow > Below) (Below, BelowBy, DownSince) = (sight.StillBelow, tag, sight.DownSince);
        if (isReturned)
        {
            if (sight is { Where: Whereabouts.Underground }) At = Instant.Max(At, sight.Below);
            return;
        }
        if (sight is not null) Up = Instant.Max(Up, Instant.Max(sight.AtExit, sight.Above));
        At = Instant.Max(At, sight is { Where: Whereabouts.Surface } ? Instant.Max(sight.Below, sight.AtExit) : arrived);
        if (sight is not null && (Sight is null || sight.Live > Sight.Live)) (Newest, Sight) = (tag, sight);
    }
}
