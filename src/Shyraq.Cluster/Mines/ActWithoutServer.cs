using System.Buffers;
using Shyraq.Core.Acts;
using Shyraq.Core.Units;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>Journals an act when no server does: as one block, which the next server follows like any other.</summary>
public static class ActWithoutServer
{
    /// <summary>Journals it.</summary>
    /// <param name="now">By the clock of this machine; an act is never journalled before the newest block.</param>
    /// <returns>The block that holds it.</returns>
    /// <exception cref="IOException">A server writes the journal, or it does not let itself be written.</exception>
    public static JournalHead Append(IMineStore store, MineId mine, Instant now, string by, Act act)
    {
        using var journal = store.OpenJournal(mine, MineWriter.Name);
        var input = new ActInput(Instant.Max(now, journal.Head.Time), by, act);
        var body = new ArrayBufferWriter<byte>();
        InputCodec.Encode([input], body);
        return journal.Append(input.Arrived, 1, 0, body.WrittenSpan) switch
        {
            Appended.Durable durable => durable.Head,
            Appended.Failed failed => throw new IOException(failed.Why),
            var other => throw new IOException($"{store.Name}: a server writes the journal of mine '{mine}' ({other.GetType().Name})"),
        };
    }
}
