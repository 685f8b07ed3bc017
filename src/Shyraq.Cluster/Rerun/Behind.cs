using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Shyraq.Cluster.Rerun;

/// <summary>Does work in its order on a thread of its own, so that whoever hands it over goes on: a version of the past is packed and written so.</summary>
internal sealed class Behind : IDisposable
{
    /// <summary>What waits at most: of a thousand tags the fixes of so many seconds, some megabytes.</summary>
    private const int Most = 32;

    private readonly BlockingCollection<(Action? Work, ManualResetEventSlim? Done)> _waiting = new(Most);
    private readonly Thread _thread;
    private volatile ExceptionDispatchInfo? _failed;

    public Behind(string name)
    {
        _thread = new(Work) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Hands work over; waits while too much is waiting.</summary>
    /// <exception cref="Exception">What went wrong with the work before: nothing is done after it.</exception>
    public void Do(Action work)
    {
        _failed?.Throw();
        _waiting.Add((work, null));
    }

    /// <summary>Waits until all is done that was handed over.</summary>
    /// <exception cref="Exception">What went wrong.</exception>
    public void Finish()
    {
        using var done = new ManualResetEventSlim();
        _waiting.Add((null, done));
        done.Wait();
        _failed?.Throw();
    }

    /// <summary>Does what is waiting, and ends.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Work()
    {
        foreach (var (work, done) in _waiting.GetConsumingEnumerable())
        {
            try
            {
                if (_failed is null) work?.Invoke();
            }
            catch (Exception fault)
            {
                _failed = ExceptionDispatchInfo.Capture(fault);
            }
            done?.Set();
        }
    }
}
