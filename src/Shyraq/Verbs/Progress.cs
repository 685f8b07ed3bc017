using Spectre.Console;

namespace Shyraq.Verbs;

/// <summary>
/// A progress bar on standard error for work that takes more than a second. It shows only when standard error is a
/// terminal: redirected output and logs stay clean.
/// </summary>
internal sealed class Progress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private long _done;
    private long _of;
    private volatile string _note = "";

    private Progress() { }

    /// <summary>Says how far the work is; cheap enough for every line of a file, and from any thread.</summary>
    /// <param name="done">Units done so far.</param>
    /// <param name="of">Units in all; 0 when not known, and then only the fact of working is shown.</param>
    public void Report(long done, long of)
    {
        Interlocked.Exchange(ref _done, done);
        Interlocked.Exchange(ref _of, of);
    }

    /// <summary>Says something beside the bar, such as how fast it goes.</summary>
    public void Note(string note) => _note = note;

    /// <summary>Does the work on a thread of its own and shows the bar meanwhile.</summary>
    /// <param name="title">What is being done, such as <c>locating</c>.</param>
    /// <param name="cancel">Handed on to the work, which ends it when asked.</param>
    public static async Task<T> While<T>(string title, TimeProvider time, Func<Progress, CancellationToken, T> work, CancellationToken cancel = default)
    {
        var progress = new Progress();
        var task = Task.Factory.StartNew(() => work(progress, cancel), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Console.IsErrorRedirected) return await task;
        if (await Task.WhenAny(task, Task.Delay(Patience, time, cancel)) != task) await Show(title, time, progress, task);
        return await task;
    }

    private static Task Show(string title, TimeProvider time, Progress progress, Task task)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                while (!task.IsCompleted)
                {
                    var (done, of) = (Interlocked.Read(ref progress._done), Interlocked.Read(ref progress._of));
                    bar.IsIndeterminate = of <= 0;
                    if (progress._note is { Length: > 0 } note) bar.Description = Markup.Escape($"{title}, {note}");
                    if (of > 0) (bar.MaxValue, bar.Value) = (of, Math.Min(done, of));
                    await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(100), time));
                }
            });
    }
}
