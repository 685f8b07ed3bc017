using Microsoft.Extensions.Logging;
using Shyraq.Core.Units;
using Shyraq.Storage;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// Signs where the journal of one mine stands, now and then and at the end, and copies what it signed to a second place when one is set. Without
/// it the mine goes on: whoever watches is told.
/// </summary>
/// <param name="remark">Told what a person should know of them; null when there is nothing.</param>
internal sealed class MineCheckpoints(string mine, string folder, MineOptions options, SigningKey key, TimeProvider time, ILogger log, Action<string?> remark) : IAsyncDisposable
{
    /// <summary>How long an end waits for a second place that does not answer.</summary>
    private static readonly TimeSpan CopyPatience = TimeSpan.FromSeconds(5);

    private readonly CheckpointFile _file = new(Path.Combine(folder, CheckpointFile.FileName));
    private Checkpoint? _newest;
    private long? _madeAt;
    private volatile string? _why, _copyWhy;
    private Task _copying = Task.CompletedTask;

    /// <summary>The newest; null before the first.</summary>
    public Checkpoint? Last => _newest;

    /// <summary>Whom its signatures can be proven with.</summary>
    public PublicKey Key => key.Public;

    /// <summary>All lines from the first on.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<string> Lines() => CheckpointFile.Lines(_file.Path);

    /// <summary>Finds the newest that was signed before. Called once, before anything is signed.</summary>
    public void Open()
    {
        try
        {
            Directory.CreateDirectory(folder);
            _newest = _file.Newest();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Signing will fail as well, and that is told.
        }
    }

    /// <summary>Signs the head when it is time. On the journal's thread; takes about a millisecond and a flush.</summary>
    public void KeepWhenDue(IJournal journal)
    {
        if (_madeAt is { } at ? time.GetElapsedTime(at) >= options.CheckpointEvery : IsDueAtStart()) Keep(journal);
    }

    /// <summary>Signs the head, unless it is the one that was signed last. On the journal's thread.</summary>
    public void Keep(IJournal journal)
    {
        _madeAt = time.GetTimestamp();
        try
        {
            if (journal.Head.Sequence == 0 || _newest?.Head == journal.Head) return;
            var made = Checkpoint.Sign(new(mine), _newest, Instant.From(time.GetUtcNow()), journal.Head, journal.WritersOf(journal.Head.Sequence), key);
            _file.Append([made.Line]);
            (_newest, _why) = (made, null);
        }
        catch (Exception failed)
        {
            // Whatever it is: the block is on the disk and is followed, with a checkpoint or without.
            if (_why is null) log.LogError("Mine {Mine}: no checkpoint of block {Sequence}: {Why}", mine, journal.Head.Sequence, failed.Message);
            _why = failed.Message;
        }
        if (options.CheckpointFolder is { } second && _copying.IsCompleted) _copying = Task.Run(() => Copy(second));
        Tell();
    }

    /// <summary>Ends when the second place has what it lacked, or does not answer.</summary>
    public async ValueTask DisposeAsync() =>
        await _copying.WaitAsync(CopyPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    // After a start the next is due when the last is old, or lies ahead of a clock that went back.
    private bool IsDueAtStart()
    {
        var age = _newest is { } last ? Instant.From(time.GetUtcNow()) - last.Made : TimeSpan.MaxValue;
        if (age < TimeSpan.Zero || age >= options.CheckpointEvery) return true;
        _madeAt = time.GetTimestamp() - (long)(age.TotalSeconds * time.TimestampFrequency);
        return false;
    }

    private void Copy(string second)
    {
        try
        {
            Directory.CreateDirectory(second);
            var copy = new CheckpointFile(Path.Combine(second, $"{DataFolder.FolderName(new(mine))}.{CheckpointFile.FileName}"));
            string[] lines = [.. CheckpointFile.Lines(_file.Path)];
            // All that came after the newest line there; all of them when the second place knows none of these.
            var known = CheckpointFile.Lines(copy.Path).LastOrDefault() is { } last ? Array.LastIndexOf(lines, last) : -1;
            if (known + 1 < lines.Length) copy.Append(lines[(known + 1)..]);
            _copyWhy = null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (_copyWhy is null) log.LogError("Mine {Mine}: checkpoints are not copied to {Folder}, it is tried again with the next: {Why}", mine, second, failed.Message);
            _copyWhy = failed.Message;
        }
        Tell();
    }

    private void Tell()
    {
        string?[] told = [_why is { } why ? $"no checkpoint of its journal can be kept: {why}" : null, _copyWhy is { } copy ? $"checkpoints are not copied to {options.CheckpointFolder}: {copy}" : null];
        remark(told.All(one => one is null) ? null : $"mine '{mine}': {string.Join("; ", told.Where(one => one is not null))}");
    }
}
