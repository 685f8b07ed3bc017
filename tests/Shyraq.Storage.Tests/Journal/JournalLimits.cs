using System.Reflection;
using Microsoft.Data.Sqlite;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Journal;

/// <summary>Makes SQLite itself say that the disk is full: its page limit gives the same error as a file system without room.</summary>
internal static class JournalLimits
{
    public static void MostPages(JournalFile journal, int pages)
    {
        var field = typeof(JournalFile).GetField("_connection", BindingFlags.NonPublic | BindingFlags.Instance)!;
        Journals.Run((SqliteConnection)field.GetValue(journal)!, $"PRAGMA max_page_count = {pages}");
    }
}
