using System.Collections.Concurrent;

namespace Shyraq.Cluster.Mines;

/// <summary>A thread that waits for a disk, so that no grain does. Work runs in the order it was given. Thread-safe.</summary>
internal sealed class DiskThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    /// <param name="name">As debuggers show it.</param>
    public DiskThread(string name)
    {
        _thread = new Thread(() => { foreach (var work in _work.GetConsumingEnumerable()) work(); }) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Runs work on the thread; what it throws comes out of the task.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try { done.SetResult(work()); }
            catch (Exception error) { done.SetException(error); }
        });
        return done.Task;
    }

    /// <summary>Ends the thread after what it was given.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }
}
