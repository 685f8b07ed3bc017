using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking;

/// <summary>What is remembered of one anchor: when it was heard, how often, and how its clock runs.</summary>
internal struct AnchorLog
{
    /// <summary>A clock this much behind or ahead for a whole window is taken to be wrong rather than its readings late, seconds.</summary>
    private const double LeastOffset = 0.3;

    /// <summary>A delay longer than this is a buffer that is being emptied, not a clock, seconds.</summary>
    private const double MostOffset = 10;

    /// <summary>Fewer readings in a window tell nothing of a clock.</summary>
    private const int LeastReadings = 5;

    /// <summary>The least delay is taken over windows of this length, seconds.</summary>
    private const long Window = 30;

    /// <summary>Arrival of the newest sighting; <c>default</c> when never heard.</summary>
    public Instant Heard;

    /// <summary>Minute (since the epoch) that is being counted, its count so far, and the count of the minute before.</summary>
    public long Minute;
    public int ThisMinute, LastMinute;

    /// <summary>The window that is being watched, the least delay in it so far, and the least delay of the window before, seconds.</summary>
    public long WindowIndex;
    public double LeastDelay, LeastDelayBefore;

    /// <summary>Readings in this window, and in the one before.</summary>
    public int Readings, ReadingsBefore;

    /// <summary>Sums of the delays of both, none of them counted for more than <see cref="MostDelay"/>, seconds.</summary>
    public double Delays, DelaysBefore;

    /// <summary>Since when the clock is found to be wrong; <c>default</c> while it is right.</summary>
    public Instant WrongSince;

    /// <summary>A reading later than this was kept back by a buffer: it says no more of the clock, seconds.</summary>
    private const double MostDelay = 1;

    /// <summary>What is not known of the promptest delivery at the least, seconds.</summary>
    private const double LeastDoubt = 0.1;

    /// <summary>Counts a sighting and learns from its delay.</summary>
    /// <param name="now">The mine's clock, which never goes back.</param>
    /// <param name="told">Seconds from the reading to its arrival; null when its time is no time at all: then it says that the anchor lives, and nothing of its clock.</param>
    public void Hear(Instant now, double? told)
    {
        Roll(now);
        ThisMinute++;
        Heard = Instant.Max(Heard, now);
        if (told is not { } delay) return;
        var window = now.UnixSeconds / Window;
        if (window != WindowIndex)
        {
            (LeastDelayBefore, ReadingsBefore, DelaysBefore) = window == WindowIndex + 1 ? (LeastDelay, Readings, Delays) : (0, 0, 0);
            (WindowIndex, LeastDelay, Readings, Delays) = (window, delay, 1, 0);
            if (ClockBehind == 0) WrongSince = default;
            else if (WrongSince == default) WrongSince = now;
        }
        else
        {
            LeastDelay = Math.Min(LeastDelay, delay);
            Readings++;
        }
        Delays += Math.Min(delay, MostDelay);
    }

    /// <summary>
    /// How far the anchor's clock is behind, seconds: even its promptest reading came this late, over two windows. Readings
    /// that are buffered now and then do not show here, since others come at once. Below zero when it is ahead: most readings came before they
    /// were made.
    /// </summary>
    public readonly double ClockBehind
    {
        get
        {
            if (ReadingsBefore < LeastReadings) return 0;
            var least = Math.Min(LeastDelay, LeastDelayBefore);
            if (least is > LeastOffset and < MostOffset) return least;
            var ahead = Math.Max(LeastDelay, LeastDelayBefore);
            return ahead < -LeastOffset && Mean < -LeastOffset / 2 ? ahead : 0;
        }
    }

    /// <summary>How well that is known, seconds, 95 %: the promptest delivery takes some time too, which is known no better than by how long others take.</summary>
    public readonly double ClockMargin => Math.Max(LeastDoubt, Mean - Math.Min(LeastDelay, LeastDelayBefore));

    private readonly double Mean => (Delays + DelaysBefore) / Math.Max(1, Readings + ReadingsBefore);

    /// <summary>Sightings in the last whole minute before a time.</summary>
    public double PerMinute(Instant now)
    {
        var copy = this;
        copy.Roll(now);
        return copy.LastMinute;
    }

    /// <summary>Sightings in the minute (of the clock) of the newest one, or in the minute before when they were more.</summary>
    public readonly int RateWhenHeard => Math.Max(ThisMinute, LastMinute);

    public readonly void Write(StateWriter to)
    {
        to.Write(Heard);
        to.Write(Minute);
        to.Write((long)ThisMinute);
        to.Write((long)LastMinute);
        to.Write(WindowIndex);
        to.Write(LeastDelay);
        to.Write(LeastDelayBefore);
        to.Write((long)Readings);
        to.Write((long)ReadingsBefore);
        to.Write(Delays);
        to.Write(DelaysBefore);
        to.Write(WrongSince);
    }

    public static AnchorLog Read(ref StateReader from) => new()
    {
        Heard = from.ReadInstant(),
        Minute = from.ReadLong(),
        ThisMinute = (int)from.ReadLong(),
        LastMinute = (int)from.ReadLong(),
        WindowIndex = from.ReadLong(),
        LeastDelay = from.ReadDouble(),
        LeastDelayBefore = from.ReadDouble(),
        Readings = (int)from.ReadLong(),
        ReadingsBefore = (int)from.ReadLong(),
        Delays = from.ReadDouble(),
        DelaysBefore = from.ReadDouble(),
        WrongSince = from.ReadInstant(),
    };

    private void Roll(Instant now)
    {
        var minute = now.UnixSeconds / 60;
        if (minute == Minute) return;
        LastMinute = minute == Minute + 1 ? ThisMinute : 0;
        (Minute, ThisMinute) = (minute, 0);
    }
}
