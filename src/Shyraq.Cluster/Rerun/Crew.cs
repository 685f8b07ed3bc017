using Shyraq.Core.Tracking;

namespace Shyraq.Cluster.Rerun;

/// <summary>
/// Threads that follow tags beside the one that walks a journal. They wait for the next part turning round for a moment, since it comes within microseconds
/// while a journal is followed, and then asleep.
/// </summary>
internal sealed class Crew : ICrew, IDisposable
{
    private readonly Worker[] _workers;

    /// <param name="hands">How many there are, that of the caller among them.</param>
    public Crew(int hands) => _workers = [.. Enumerable.Range(1, Math.Max(0, hands - 1)).Select(hand => new Worker(hand))];

    /// <summary>As many as there are processors.</summary>
    public Crew() : this(Environment.ProcessorCount)
    {
    }

    public int Hands => _workers.Length + 1;

    public void Share(Action<int> part)
    {
        foreach (var worker in _workers) worker.Begin(part);
        part(0);
        foreach (var worker in _workers) worker.Wait();
    }

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Dispose();
    }

    private sealed class Worker : IDisposable
    {
        // Turns before it sleeps: some tens of microseconds.
        private const int Turns = 200;

        private readonly ManualResetEventSlim _begun = new(false, Turns), _done = new(true, Turns);
        private readonly Thread _thread;
        private readonly int _hand;
        private Action<int>? _part;

        public Worker(int hand)
        {
            _hand = hand;
            _thread = new(Work) { IsBackground = true, Name = $"crew {hand}" };
            _thread.Start();
        }

        public void Begin(Action<int> part)
        {
            _part = part;
            _done.Reset();
            _begun.Set();
        }

        public void Wait() => _done.Wait();

        public void Dispose()
        {
            _part = null;
            _begun.Set();
            _thread.Join();
            _begun.Dispose();
            _done.Dispose();
        }

        private void Work()
        {
            while (true)
            {
                _begun.Wait();
                _begun.Reset();
                if (_part is not { } part) return;
                part(_hand);
                _done.Set();
            }
        }
    }
}
