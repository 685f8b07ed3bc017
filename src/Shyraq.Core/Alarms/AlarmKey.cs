namespace Shyraq.Core.Alarms;

/// <summary>What makes two conditions the same alarm. In order of kind, then of subject.</summary>
internal readonly record struct AlarmKey(AlarmKind Kind, string Subject) : IComparable<AlarmKey>
{
    private static readonly string[] Names = [.. Enum.GetNames<AlarmKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    /// <summary>A kind as occurrences and the API name it.</summary>
    public static string NameOf(AlarmKind kind) => Names[(int)kind];

    /// <inheritdoc/>
    public int CompareTo(AlarmKey other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Subject, other.Subject);
}
