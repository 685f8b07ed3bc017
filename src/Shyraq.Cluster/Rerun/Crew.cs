using Shyraq.Core.Tracking;

namespace Shyraq.Cluster.Rerun;

/// <summary>
/// Threads that follow tags beside the one that walks a journal. There are more hands than threads, and each thread takes the next hand's part that nobody has
/// begun: processors are rarely equally fast, and whoever waits for the slowest gains little by the others. They wait for the next work turning round for a
/// moment, since it comes within microseconds while a journal is followed, and then asleep; or one of them does something else, of which the others need not wait.
/// </summary>
internal sealed class Crew : ICrew, IDisposable
{
    /// <summary>Hands for each thread where there are several: what one does alone at the end is so much smaller.</summary>
    private const int HandsEach = 4;

    /// <summary>Turns before one who waits sleeps: about a millisecond. To be woken takes longer than most of what lies between two works.</summary>
    private const int Turns = 1500;

    private readonly ManualResetEventSlim _done = new(true, Turns);
    private readonly Worker[] _workers;
    private Action<int> _part = _ => { };
    private int _next, _left, _rests;
    private volatile bool _ends;

    /// <param name="threads">How many there are, that of the caller among them.</param>
    public Crew(int threads)
    {
        Hands = threads > 1 ? threads * HandsEach : 1;
        _next = Hands;
        _workers = [.. Enumerable.Range(1, Math.Max(0, threads - 1)).Select(number => new Worker(this, number))];
    }

    /// <summary>As many threads as there are processors.</summary>
    public Crew() : this(Environment.ProcessorCount)
    {
    }

    public int Hands { get; }

    /// <summary>What one of the threads does, once, when there is nothing to share for a while; null for nothing. It does not throw.</summary>
    public Action? Errand { get; set; }

    // Parts do not throw (ICrew): one that did would end the process by a worker, or leave the others at work.
    public void Share(Action<int> part)
    {
        _part = part;
        _left = Hands;
        _done.Reset();
        // From here on parts are taken: all else must be in place.
        Volatile.Write(ref _next, 0);
        foreach (var worker in _workers) worker.Wake();
        Work();
        _done.Wait();
    }

    public void Rest()
    {
        if (Errand is null || _workers.Length == 0) return;
        Volatile.Write(ref _rests, 1);
        _workers[0].Wake();
    }

    public void Dispose()
    {
        _ends = true;
        foreach (var worker in _workers) worker.Dispose();
        _done.Dispose();
    }

    // One who comes late finds no part left, or those of the next work.
    private void Work()
    {
        while (Volatile.Read(ref _next) < Hands && Interlocked.Increment(ref _next) - 1 is var hand && hand < Hands)
        {
            _part(hand);
            if (Interlocked.Decrement(ref _left) == 0) _done.Set();
        }
    }

    private sealed class Worker : IDisposable
    {
        private readonly ManualResetEventSlim _begun = new(false, Turns);
        private readonly Crew _crew;
        private readonly Thread _thread;

        public Worker(Crew crew, int number)
        {
            _crew = crew;
            _thread = new(Work) { IsBackground = true, Name = $"crew {number}" };
            _thread.Start();
        }

        public void Wake() => _begun.Set();

        public void Dispose()
        {
            _begun.Set();
            _thread.Join();
            _begun.Dispose();
        }

        private void Work()
        {
            while (true)
            {
                _begun.Wait();
                _begun.Reset();
                if (_crew._ends) return;
                _crew.Work();
                if (Interlocked.Exchange(ref _crew._rests, 0) == 1) _crew.Errand?.Invoke();
            }
        }
    }
}
