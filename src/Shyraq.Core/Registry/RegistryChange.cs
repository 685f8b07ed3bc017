using System.Collections.Immutable;
using Shyraq.Core.Units;

namespace Shyraq.Core.Registry;

/// <summary>What an entry was and is.</summary>
/// <param name="Before">Null when it was new.</param>
/// <param name="After">Null when it was taken out.</param>
internal readonly record struct EntryChange(EntryKey Key, Entry? Before, Entry? After);

/// <summary>One change of the registry, kept with all that it replaced.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="What">What was done, as a phrase.</param>
internal sealed record RegistryChange(long Number, Instant Time, string By, string What, ImmutableArray<EntryChange> Entries)
{
    /// <summary>Who took it back, and when; null while it stands.</summary>
    public (Instant Time, string By)? Undone { get; init; }
}
