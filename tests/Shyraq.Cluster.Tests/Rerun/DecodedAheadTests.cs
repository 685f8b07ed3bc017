using System.Buffers;
using System.Collections.Immutable;
using CsCheck;
using Shyraq.Cluster.Mines;
using Shyraq.Cluster.Rerun;
using Shyraq.Cluster.Tests.Hindsight;
using Shyraq.Cluster.Tests.Mines;
using Shyraq.Core.Sightings;
using Shyraq.Protocols.Inputs;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Rerun;

public sealed class DecodedAheadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly byte[] Plan = TestMine.Plan();

    // t: a tick. s: sightings. p: a plan. S, P: with a tick behind. b: of bytes that say nothing. d: the journal is damaged before it.
    private static readonly Gen<string> Sound = Gen.String[Gen.Frequency((3, Gen.OneOf('t', 'S', 's')), (1, Gen.OneOf('p', 'P'))), 0, 60];

    /// <summary>Some of sound blocks, one that is not, and some behind it; or only sound ones.</summary>
    private static readonly Gen<string> Journals = Gen.Select(Sound, Gen.OneOf("", "b", "d"), Sound, (before, flaw, after) => before + flaw + after);

    [Fact]
    public void Whenever_it_is_prepared_it_gives_what_it_gives_when_it_never_is() => Gen.Select(Journals, Gen.Int[0, 3].Array[1, 20]).Sample((journal, prepared) =>
    {
        var expected = Plainly(journal);
        Assert.Equal(expected, Given(journal, _ => () => { }));
        Assert.Equal(expected, Given(journal, ahead =>
        {
            var turn = 0;
            return () =>
            {
                for (var i = prepared[turn++ % prepared.Length]; i > 0; i--) ahead.Prepare();
            };
        }));
    }, iter: 300);

    [Fact]
    public void Whoever_prepares_it_meanwhile_it_gives_the_same() => Journals.Sample(journal =>
    {
        using var over = new CancellationTokenSource();
        Thread? other = null;
        var given = Given(journal, ahead =>
        {
            other = new(() =>
            {
                while (!over.IsCancellationRequested) ahead.Prepare();
            });
            other.Start();
            return () => { };
        });
        // It was disposed of, and still is being prepared.
        over.Cancel();
        Assert.True(other!.Join(Patience));
        Assert.Equal(Plainly(journal), given);
    }, iter: 300);

    [Theory]
    [InlineData("sstsb")]
    [InlineData("sstsd")]
    public void A_block_that_is_damaged_is_told_in_its_place_and_none_behind_it_is_given(string journal)
    {
        using var ahead = new DecodedAhead(Blocks(journal + "sstss"), input => input);
        for (var i = 0; i < 5; i++) ahead.Prepare();
        for (var i = 1; i <= 4; i++)
        {
            Assert.True(ahead.TryNext(out var next));
            Assert.Equal(i, next.Block.Sequence);
        }
        for (var i = 0; i < 3; i++)
        {
            Assert.Throws<JournalDamagedException>(() => ahead.TryNext(out _));
            ahead.Prepare();
        }
    }

    [Fact]
    public void It_is_prepared_up_to_the_next_tick_and_no_further()
    {
        var read = 0;
        using var ahead = new DecodedAhead(Blocks("sstSssPpt", () => read++), input => input);
        foreach (var expected in (int[])[3, 4, 7, 9, 9])
        {
            ahead.Prepare();
            Assert.Equal(expected, read);
        }
        for (var i = 0; i < 9; i++) Assert.True(ahead.TryNext(out _));
        Assert.False(ahead.TryNext(out _));
    }

    [Theory]
    [InlineData('s')]
    [InlineData('t')]
    public void No_more_than_32_wait(char kind)
    {
        var read = 0;
        using var ahead = new DecodedAhead(Blocks(new(kind, 100), () => read++), input => input);
        for (var taken = 0; taken < 68; taken++)
        {
            for (var i = 0; i < 40; i++) ahead.Prepare();
            Assert.Equal(32 + taken, read);
            Assert.True(ahead.TryNext(out _));
        }
    }

    [Fact]
    public void Once_it_is_disposed_of_nothing_more_is_read_and_what_it_read_from_is_disposed_of_too()
    {
        var (read, closed) = (0, false);
        var ahead = new DecodedAhead(Blocks(new('s', 100), () => read++, () => closed = true), input => input);
        Assert.True(ahead.TryNext(out _));
        ahead.Prepare();
        Assert.False(closed);
        ahead.Dispose();
        Assert.True(closed);
        var before = read;
        ahead.Prepare();
        Assert.False(ahead.TryNext(out _));
        Assert.Equal(before, read);
    }

    [Fact]
    public async Task What_is_ready_is_given_while_more_is_being_decoded_and_what_is_not_is_waited_for()
    {
        using var isReading = new SemaphoreSlim(0);
        using var mayRead = new SemaphoreSlim(0);
        var read = 0;
        using var ahead = new DecodedAhead(Blocks("sss", () =>
        {
            if (++read < 3) return;
            isReading.Release();
            Assert.True(mayRead.Wait(Patience));
        }), input => input);
        var other = Task.Run(ahead.Prepare);
        Assert.True(await isReading.WaitAsync(Patience));
        for (var i = 1; i <= 2; i++) Assert.Equal(i, await Task.Run(Next).WaitAsync(Patience));
        var third = Task.Run(Next);
        mayRead.Release();
        Assert.Equal(3, await third.WaitAsync(Patience));
        await other.WaitAsync(Patience);

        long Next() => ahead.TryNext(out var next) ? next.Block.Sequence : 0;
    }

    /// <summary>What is given, in words, one block after the other, and how it ends.</summary>
    /// <param name="begin">Has what is done before each block.</param>
    private static List<string> Given(string journal, Func<DecodedAhead, Action> begin)
    {
        using var ahead = new DecodedAhead(Blocks(journal), Mend);
        var (given, between) = (new List<string>(), begin(ahead));
        try
        {
            between();
            while (ahead.TryNext(out var next))
            {
                given.Add(Words(next.Block, next.Inputs));
                between();
            }
            given.Add("the end");
        }
        catch (JournalDamagedException damaged)
        {
            given.Add(damaged.Message);
        }
        return given;
    }

    /// <summary>The same without anything ahead.</summary>
    private static List<string> Plainly(string journal)
    {
        var (given, plans) = (new List<string>(), 0);
        try
        {
            foreach (var block in Blocks(journal))
            {
                var inputs = Recovery.Decode(block, plans + 1);
                plans += inputs.OfType<PlanInput>().Count();
                given.Add(Words(block, [.. inputs.Select(Mend)]));
            }
            given.Add("the end");
        }
        catch (JournalDamagedException damaged)
        {
            given.Add(damaged.Message);
        }
        return given;
    }

    private static MineInput Mend(MineInput input) => input with { Arrived = input.Arrived.PlusSeconds(0.5) };

    private static string Words(JournalBlock block, ImmutableArray<MineInput> inputs) =>
        $"{block.Sequence}: {string.Join(", ", inputs.Select(input => $"{input.GetType().Name} at {input.Arrived}{(input is PlanInput plan ? $" version {plan.Plan.Version}" : "")}"))}";

    /// <param name="onRead">Called as each block is read.</param>
    private static IEnumerable<JournalBlock> Blocks(string journal, Action? onRead = null, Action? onClosed = null)
    {
        try
        {
            for (var i = 0; i < journal.Length; i++)
            {
                onRead?.Invoke();
                if (journal[i] == 'd') throw new JournalDamagedException($"block {i + 1} is damaged");
                var time = TestMine.Start.PlusSeconds(i);
                MineInput[] inputs = [.. char.ToLowerInvariant(journal[i]) switch
                {
                    's' => [TestMine.Second(i)],
                    'p' => [WrittenJournal.PlanAt(i, Plan)],
                    _ => (MineInput[])[],
                }, .. char.IsUpper(journal[i]) || journal[i] == 't' ? (MineInput[])[new TickInput(time)] : []];
                var body = new ArrayBufferWriter<byte>();
                InputCodec.Encode([.. inputs], body);
                yield return new(i + 1, time, inputs.Length, 0, journal[i] == 'b' ? [1, 2, 3] : body.WrittenSpan.ToArray(), default);
            }
        }
        finally
        {
            onClosed?.Invoke();
        }
    }
}
