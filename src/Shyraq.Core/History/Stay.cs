using Shyraq.Core.Units;

namespace Shyraq.Core.History;

/// <summary>One tag in a section of a roadway, from when to when.</summary>
/// <param name="Through">It came in at one end and went out at the other.</param>
public readonly record struct Stay(TagId Tag, Instant In, Instant Out, bool Through);

/// <summary>Who was in a section of a roadway, and how long.</summary>
public static class Stays
{
    /// <summary>Whoever is back so soon was not away, seconds: at a junction places are told to and fro.</summary>
    private const double Away = 10;

    /// <summary>The stays in the cells from the first to the last, in order of time.</summary>
    /// <param name="visits">Of the roadway, of any number of ten minutes, each in order of time.</param>
    public static IReadOnlyList<Stay> Within(IEnumerable<Visit> visits, int first, int last)
    {
        var stays = new List<Stay>();
        foreach (var tag in visits.GroupBy(visit => visit.Tag.Value, StringComparer.Ordinal)) OfTag(tag, first, last, stays);
        stays.Sort(static (a, b) => a.In != b.In ? a.In.CompareTo(b.In) : string.CompareOrdinal(a.Tag.Value, b.Tag.Value));
        return stays;
    }

    private static void OfTag(IEnumerable<Visit> visits, int first, int last, List<Stay> into)
    {
        Held? held = null;
        foreach (var visit in visits)
            for (var i = 0; i < visit.Steps.Length; i++)
            {
                if (visit.Steps[i].Cell < first || visit.Steps[i].Cell > last) continue;
                var came = visit.Steps[i].Time;
                var side = i > 0 ? Side(visit.Steps[i - 1].Cell, first, last) : EndOf(visit.Steps[i].Cell, first, last);
                while (i + 1 < visit.Steps.Length && visit.Steps[i + 1].Cell >= first && visit.Steps[i + 1].Cell <= last) i++;
                var next = i + 1 < visit.Steps.Length ? visit.Steps[i + 1] : new(visit.Out, visit.Steps[i].Cell);
                var gone = i + 1 < visit.Steps.Length ? Side(next.Cell, first, last) : EndOf(next.Cell, first, last);
                if (held is { } before && came.SecondsSince(before.Out) <= Away) held = before with { Out = next.Time, To = gone };
                else
                {
                    if (held is { } over) into.Add(over.Stay(visit.Tag));
                    held = new(came, next.Time, side, gone);
                }
            }
        if (held is { } rest) into.Add(rest.Stay(visits.First().Tag));
    }

    // Below the section −1, above it 1.
    private static int Side(int cell, int first, int last) => cell < first ? -1 : cell > last ? 1 : 0;

    // Where a visit begins or ends within the section: at which end of it, 0 when at none, or when one cell is both.
    private static int EndOf(int cell, int first, int last) => first == last ? 0 : cell == first ? -1 : cell == last ? 1 : 0;

    private readonly record struct Held(Instant In, Instant Out, int From, int To)
    {
        public Stay Stay(TagId tag) => new(tag, In, Out, From * To < 0);
    }
}
