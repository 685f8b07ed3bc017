using System.Collections.Immutable;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage;

/// <summary>What is kept where, for the person who looks after it.</summary>
/// <param name="Engine">Product and version of the database.</param>
/// <param name="Versions">The versions of its tables, as they are and as this version of the product has them.</param>
/// <param name="Warnings">What makes the record less safe than it should be, in words.</param>
public sealed record StoreStatus(string Name, string Engine, ImmutableArray<PartVersion> Versions, ImmutableArray<string> Warnings, ImmutableArray<MineStatus> Mines);

/// <summary>The version of the tables of one part.</summary>
/// <param name="Part">Such as <c>history</c>.</param>
/// <param name="Found">0 when there are none.</param>
/// <param name="Known">What this version of the product makes.</param>
public sealed record PartVersion(string Part, long Found, long Known);

/// <summary>What is kept of one mine.</summary>
/// <param name="Head">Null when the journal cannot be read, or there is none yet.</param>
/// <param name="Bytes">By part, on the disk with indexes and all.</param>
public sealed record MineStatus(MineId Mine, JournalHead? Head, ImmutableSortedDictionary<string, long> Bytes);
