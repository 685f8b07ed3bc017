using Shyraq.Core.Units;

namespace Shyraq.Storage.Journal;

/// <summary>
/// Walks along the rows of a journal and on behind each fault. It knows the number and the hash that the next block must follow on; where a row
/// does not, it looks at its neighbours to tell a changed block from one that is missing, moved or put in.
/// </summary>
/// <param name="rows">The rows from a number on, in order of number; asked again for each look ahead.</param>
/// <param name="notes">What others know of the chain.</param>
internal sealed class ChainWalk(MineId mine, Func<long, IEnumerable<StoredBlock>> rows, IReadOnlyList<HeadNote> notes, CancellationToken stop)
{
    /// <summary>A block that was moved is looked for among so many rows ahead, a renumbered one under so many numbers.</summary>
    private const int SearchAhead = 10_000, MostRenumbered = 1_000, MostDisplaced = 100;

    /// <summary>All looks ahead together hash at most so many bytes, some seconds of work: a record that is wrong everywhere is told without them.</summary>
    private const long MostSearched = 512 << 20;

    private readonly ILookup<long, HeadNote> _notes = notes.ToLookup(note => note.Sequence);
    private readonly FaultList _faults = new();
    private readonly List<long> _displaced = [];

    // The number of the next block, the hash that it follows on (null: lost with the block before), and how much higher the numbers in the file are.
    private long _expected = 1, _shift;
    private BlockHash? _previous = BlockHash.Genesis(mine);
    private (long Sequence, Witness By) _confirmed;
    private (long Blocks, long Inputs, long Sightings) _counts;
    private Instant? _first;
    private JournalHead _head = new(0, default, BlockHash.Genesis(mine));
    private long _searched;

    /// <summary>Walks to the end.</summary>
    public ChainReport Walk(bool guarded)
    {
        using var each = rows(long.MinValue).GetEnumerator();
        StoredBlock? next = each.MoveNext() ? each.Current : null;
        while (next is { } row)
        {
            stop.ThrowIfCancellationRequested();
            next = each.MoveNext() ? each.Current : null;
            Take(row, next);
        }
        // What a witness has seen must be there.
        if (notes.Count > 0 && notes.Max(note => note.Sequence) is var last && last >= _expected) _faults.Add(new ChainFault.Missing(_expected, last, null, null));
        return new(mine, _counts.Blocks, _counts.Inputs, _counts.Sightings, _first, _head, guarded, _confirmed, _faults.All, _faults.More);
    }

    private void Take(StoredBlock row, StoredBlock? next)
    {
        if (row.Block is null)
        {
            Unreadable(row);
            return;
        }
        if (row.Sequence - _shift != _expected && !Numbered(row, next)) return;
        if (_previous is null) Unproven(row);
        else if (row.Continues(_previous, _expected)) Proven(row.Block);
        else Broken(row, row.Block, next);
    }

    private void Unreadable(StoredBlock row)
    {
        var (first, last) = (row.Sequence - _shift, row.Last - _shift);
        if (first > _expected) _faults.Add(new ChainFault.Missing(_expected, first - 1, null, null));
        _faults.Add(new ChainFault.Unreadable(first, last, row.Why, null, null));
        GoOn(last + 1, Known(last));
    }

    /// <summary>A row stands under another number than the next. True when it can be taken as the next all the same.</summary>
    private bool Numbered(StoredBlock row, StoredBlock? next)
    {
        var (number, fits) = (row.Sequence - _shift, row.Continues(_previous, _expected));
        if (next is { } after && after.Sequence - _shift == _expected + 1)
        {
            // Those after it are numbered as they should be: its number alone was changed, or it was put in the place of another.
            if (fits) _faults.Add(new ChainFault.Reordered(_expected, row.Sequence, null, null));
            return true;
        }
        if (fits)
        {
            // It and those after it were given other numbers.
            _faults.Add(new ChainFault.Reordered(_expected, row.Sequence, null, null));
            _shift = row.Sequence - _expected;
            return true;
        }
        if (number < _expected)
        {
            _faults.Add(new ChainFault.Inserted(row.Sequence, row.Sequence, null, null));
            return false;
        }
        _faults.Add(new ChainFault.Missing(_expected, number - 1, null, null));
        GoOn(number, Known(number - 1));
        return true;
    }

    private void Proven(JournalBlock block)
    {
        _faults.Proven(block.Time);
        _counts = (_counts.Blocks + 1, _counts.Inputs + block.Inputs, _counts.Sightings + block.Sightings);
        _first ??= block.Time;
        Follow(block.Time, block.Hash);
    }

    private void Unproven(StoredBlock row)
    {
        _faults.Add(new ChainFault.Unproven(_expected, null, null));
        Follow(row.Block!.Time, row.Block.Hash);
    }

    private void Broken(StoredBlock row, JournalBlock block, StoredBlock? next)
    {
        var made = BlockHash.Next(_previous!.Value, _expected, block.Time, block.Inputs, block.Sightings, block.Body);
        // Either its hash was changed and the next block still follows on the true one, or its content was and the next follows on its hash.
        if (next is { } after && (after.Continues(made, _expected + 1) || after.Continues(block.Hash, _expected + 1)))
        {
            _faults.Add(new ChainFault.Changed(_expected, _expected, null, null));
            Follow(_head.Time, after.Continues(made, _expected + 1) ? made : block.Hash);
            return;
        }
        if (Moved(row) || Renumbered(row, next)) return;
        _faults.Add(new ChainFault.Changed(_expected, _expected, null, null));
        Displaced(row);
        GoOn(_expected + 1, Known(_expected));
    }

    // Whoever moves more blocks than this has them told as changed.
    private void Displaced(StoredBlock row)
    {
        if (_displaced.Count == MostDisplaced) _displaced.RemoveAt(0);
        _displaced.Add(row.Sequence);
    }

    /// <summary>The block that belongs here stands further on, or where another was missed before.</summary>
    private bool Moved(StoredBlock row)
    {
        StoredBlock? found = null, follower = null;
        foreach (var at in _displaced)
        {
            if (Ahead(at).FirstOrDefault() is not (var other and { Block: not null }) || other.Sequence != at || !other.Continues(_previous, _expected)) continue;
            found = other;
            break;
        }
        foreach (var other in found is null ? Ahead(row.Sequence + 1) : [])
        {
            if (found is not null)
            {
                follower = other;
                break;
            }
            if (other.Continues(_previous, _expected)) found = other;
        }
        if (found is not { Block: { } block } there) return false;
        if (there.Sequence > row.Sequence && follower is { } after && after.Continues(block.Hash, _expected + 1))
        {
            // The whole rest stands further on: what is between here and there was put in. The rows up to there are taken as they come.
            _shift = there.Sequence - _expected;
            _faults.Add(new ChainFault.Inserted(row.Sequence, row.Sequence, null, null));
            return true;
        }
        _displaced.Remove(there.Sequence);
        Displaced(row);
        _faults.Add(new ChainFault.Reordered(_expected, there.Sequence, null, null));
        Follow(block.Time, block.Hash);
        return true;
    }

    /// <summary>Blocks were taken out and the rest numbered down to hide it: the next row follows on this one under a higher number.</summary>
    private bool Renumbered(StoredBlock row, StoredBlock? next)
    {
        if (next is not { } after) return false;
        for (var by = 1; by <= MostRenumbered && _searched < MostSearched; by++)
        {
            _searched += 64 + (after.Block?.Body.Length ?? 0);
            if (!after.Continues(row.Block!.Hash, _expected + 1 + by)) continue;
            _faults.Add(new ChainFault.Missing(_expected, _expected + by - 1, null, null));
            _shift -= by;
            GoOn(_expected + by, Known(_expected + by - 1));
            if (row.Continues(_previous, _expected)) Proven(row.Block);
            else Unproven(row);
            return true;
        }
        return false;
    }

    private IEnumerable<StoredBlock> Ahead(long from)
    {
        foreach (var row in rows(from).Take(SearchAhead))
        {
            _searched += 64 + (row.Block?.Body.Length ?? 0);
            if (_searched > MostSearched) yield break;
            yield return row;
        }
    }

    /// <summary>The next block is one with this number that follows on this hash.</summary>
    private void GoOn(long expected, BlockHash? previous) => (_expected, _previous) = (expected, previous);

    private void Follow(Instant time, BlockHash hash)
    {
        // Those that know another hash first: one that knows this one is no ground to doubt only what comes after it.
        foreach (var note in _notes[_expected].OrderBy(note => note.Hash == hash))
        {
            if (note.Hash == hash)
            {
                _confirmed = (_expected, note.By);
                _faults.Confirmed(time);
            }
            else _faults.Add(new ChainFault.Rewritten(_confirmed.Sequence + 1, _expected, note.Hash, note.By, null, null));
        }
        _head = new(_expected, time, hash);
        GoOn(_expected + 1, hash);
    }

    private BlockHash? Known(long sequence) => _notes[sequence] is var known && known.Any() ? known.First().Hash : null;
}
