using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Alarms;

/// <summary>Raises and clears alarms from what the tags report of themselves.</summary>
internal sealed class AlarmWatch
{
    /// <summary>A battery below the first is low, above the second it is well again, volts (one lithium cell).</summary>
    private const double LowBattery = 3.4, GoodBattery = 3.6;

    private readonly SortedSet<string> _sos = new(StringComparer.Ordinal);

    /// <summary>Tags with a standing SOS, in order of id.</summary>
    public IReadOnlyCollection<string> Sos => _sos;

    /// <summary>Puts back a standing SOS without raising it again.</summary>
    public void Restore(string tag) => _sos.Add(tag);

    /// <summary>Compares what a tag reports with what stands.</summary>
    public void Watch(TagTrack track, Instant time, List<AlarmChange> changes)
    {
        // Pressed and taken back between two judgements is still a call for help: raised, then cleared.
        if ((track.Sos || track.SosPressed) && _sos.Add(track.Tag.Value)) changes.Add(new(time, AlarmKind.Sos, track.Tag, true));
        track.SosPressed = false;
        if (!track.Sos && _sos.Remove(track.Tag.Value)) changes.Add(new(time, AlarmKind.Sos, track.Tag, false));
        if (track.Battery is not { } battery) return;
        if (battery < LowBattery && !track.LowBatteryRaised)
        {
            track.LowBatteryRaised = true;
            changes.Add(new(time, AlarmKind.LowBattery, track.Tag, true));
        }
        else if (battery > GoodBattery && track.LowBatteryRaised)
        {
            track.LowBatteryRaised = false;
            changes.Add(new(time, AlarmKind.LowBattery, track.Tag, false));
        }
    }
}
