using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Zones;

/// <summary>Somebody or something in a zone.</summary>
internal readonly record struct Occupant(TagTrack Track, Stay Stay)
{
    public bool IsPerson => Track.Carrier == CarrierKind.Person;
}

/// <summary>Who is in which zone, as the crossings say: whoever fell silent inside is inside.</summary>
internal sealed class Occupancy(ZonesInForce zones)
{
    private readonly List<Occupant>[] _inside = [.. zones.All.Select(_ => new List<Occupant>())];

    public ZonesInForce Zones { get; } = zones;

    /// <summary>Counts anew.</summary>
    public void Count(IReadOnlyList<TagTrack> tracks)
    {
        foreach (var list in _inside) list.Clear();
        for (var i = 0; i < tracks.Count; i++)
        {
            var track = tracks[i];
            foreach (var (zone, stay) in track.Zones.InOrder)
                if (Zones.IndexOf(zone) is >= 0 and var index) _inside[index].Add(new(track, stay));
        }
    }

    /// <summary>In order of tag id.</summary>
    public IReadOnlyList<Occupant> In(int zone) => _inside[zone];

    /// <summary>How many people are in a zone.</summary>
    public int People(int zone)
    {
        var people = 0;
        foreach (var one in _inside[zone])
            if (one.IsPerson) people++;
        return people;
    }
}
