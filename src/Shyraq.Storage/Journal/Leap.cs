namespace Shyraq.Storage.Journal;

/// <summary>Over damaged rows to those that can be read again.</summary>
internal static class Leap
{
    // Of as many as a page may hold each is tried: a sound one between two damaged ones is not leapt over.
    private const int OneByOne = 64;

    private const long Farthest = 1L << 40;

    /// <summary>A number behind a damaged one from which rows can be read: first one after the other, then by ever longer leaps and back to the nearest that works. Null when there is none.</summary>
    /// <param name="canRead">Whether there is a row from a number on, and the first can be read.</param>
    public static long? Behind(long damaged, Func<long, bool> canRead)
    {
        var (fails, works) = (damaged, damaged + 1);
        while (!canRead(works))
        {
            var length = works - damaged;
            if (length >= Farthest) return null;
            fails = works;
            works = damaged + (length < OneByOne ? length + 1 : 2 * length);
        }
        while (works - fails > 1)
        {
            var middle = fails + (works - fails) / 2;
            if (canRead(middle)) works = middle;
            else fails = middle;
        }
        return works;
    }
}
