namespace Shyraq.Core.State;

/// <summary>Room in hash tables that are kept for years.</summary>
internal static class Room
{
    /// <summary>
    /// Makes room for one more, and then for a fourth more rather than for twice as many: of a table for each of thousands of tags half would stand empty.
    /// </summary>
    public static void ForOneMore<TKey, TValue>(Dictionary<TKey, TValue> table) where TKey : notnull
    {
        if (table.Count == table.Capacity) table.EnsureCapacity(table.Count + table.Count / 4 + 1);
    }
}
