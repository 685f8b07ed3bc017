using System.Diagnostics;

namespace Shyraq.Tests.Hosting;

/// <summary>Waits for something that comes about by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <param name="expected">What is waited for, for the message when it does not come.</param>
    public static async Task<T> Get<T>(string expected, Func<Task<T?>> probe) where T : class
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < Patience)
        {
            if (await probe() is { } found) return found;
            await Task.Delay(20);
        }
        throw new TimeoutException($"expected within {Patience.TotalSeconds} s: {expected}");
    }

    public static Task Is(string expected, Func<Task<bool>> probe) => Get(expected, async () => await probe() ? "" : null);
}
