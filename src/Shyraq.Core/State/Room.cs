namespace Shyraq.Core.State;

/// <summary>Room in hash tables that are kept for years.</summary>
internal static class Room
{
    /// <summary>
    /// Grows a full table by a quarter, instead of to twice its size as it grows itself: of the tables of thousands of tags half would stand empty.
    /// </summary>
    public static void ForOneMore<TKey, TValue>(Dictionary<TKey, TValue> table) where TKey : notnull
    {
        if (table.Count == table.Capacity) table.EnsureCapacity(table.Count + table.Count / 4 + 1);
    }
}
