using Shyraq.Core.State;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;

namespace Shyraq.Core.Presence;

/// <summary>
/// Looks for cards that are carried for a friend: two tags that come from the shaft together and are never apart. A pair begins only while both have
/// just gone below, so that nothing has to be remembered of the many who were apart once.
/// </summary>
internal sealed class TwinWatch
{
    /// <summary>How often it looks, seconds.</summary>
    private const double Every = 15;

    /// <summary>Both went below within this, and the pair begins within this after it, seconds.</summary>
    private const double Together = 180, Begins = 600;

    /// <summary>A pair begins where the fixes are this near, metres, and no vaguer than this.</summary>
    private const double Near = 10, Vaguest = 25;

    /// <summary>A tag is in so many pairs at once, with those nearest to it: out of a full cage, and in one pocket, it soon has the right ones.</summary>
    private const int MostPairs = 4;

    /// <summary>A fix's 95 % radius over its standard deviation in each direction of the plane.</summary>
    private const double Radius95 = 2.448;

    private readonly SortedList<(string, string), Twins> _pairs = new(Comparer<(string A, string B)>.Create((x, y) => string.CompareOrdinal(x.A, y.A) is not 0 and var a ? a : string.CompareOrdinal(x.B, y.B)));
    private Instant _looked;

    /// <summary>All pairs that are looked at, by their tags.</summary>
    public IEnumerable<Twins> Pairs => _pairs.Values;

    /// <summary>Those of whom enough is known, when it looked last.</summary>
    public IReadOnlyList<Twins> Told { get; private set; } = [];

    public Twins? Find(TagId a, TagId b) => _pairs.GetValueOrDefault(string.CompareOrdinal(a.Value, b.Value) < 0 ? (a.Value, b.Value) : (b.Value, a.Value));

    /// <summary>It is time to look.</summary>
    public bool IsDue(Instant now) => now.SecondsSince(_looked) >= Every;

    /// <summary>Some pair is looked at.</summary>
    public bool HasPairs => _pairs.Count > 0;

    /// <summary>Looks at the tags of people below.</summary>
    /// <param name="below">Live fixes of tags that are below, with their sights.</param>
    public void Look(List<(Fix Fix, TagSight Sight)> below, Instant now)
    {
        if (!IsDue(now)) return;
        _looked = now;
        var fixes = new Dictionary<string, Fix>(below.Count, StringComparer.Ordinal);
        foreach (var (fix, _) in below) fixes[fix.Tag.Value] = fix;
        foreach (var (key, pair) in _pairs.ToArray())
        {
            // Who is not heard now tells nothing; who came up ends it below.
            if (!fixes.TryGetValue(key.Item1, out var a) || !fixes.TryGetValue(key.Item2, out var b)) continue;
            var sigma = Math.Sqrt(a.Radius95 * a.Radius95 + b.Radius95 * b.Radius95) / Radius95;
            if (!pair.Look(a.Place, b.Place, sigma, now)) _pairs.Remove(key);
        }
        Begin(below, now);
        Tell();
    }

    /// <summary>Somebody has looked: they are two people.</summary>
    public void Settle(Twins pair)
    {
        pair.IsSettled = true;
        Tell();
    }

    /// <summary>A tag came up: pairs with it of which not enough was known are let go.</summary>
    public void ComeUp(string tag) => Remove(p => !p.IsTold(_looked) && (p.A.Value == tag || p.B.Value == tag));

    /// <summary>Lets go of told pairs neither of whose bearers is below any more.</summary>
    public void End(Func<TagId, bool> isIn)
    {
        if (Told.Count > 0) Remove(p => p.IsTold(_looked) && !isIn(p.A) && !isIn(p.B));
    }

    public void Write(StateWriter to)
    {
        to.Write(_looked);
        to.Write((long)_pairs.Count);
        foreach (var pair in _pairs.Values) pair.Write(to);
    }

    public void Read(ref StateReader from)
    {
        _looked = from.ReadInstant();
        for (var i = from.ReadCount(); i > 0; i--)
        {
            var pair = Twins.Read(ref from);
            _pairs[(pair.A.Value, pair.B.Value)] = pair;
        }
        Tell();
    }

    private void Remove(Func<Twins, bool> which)
    {
        if (_pairs.Count == 0) return;
        var ended = _pairs.Where(p => which(p.Value)).Select(p => p.Key).ToArray();
        foreach (var key in ended) _pairs.Remove(key);
        if (ended.Length > 0) Tell();
    }

    private void Tell() => Told = [.. _pairs.Values.Where(p => p.IsTold(_looked))];

    // In order of x, so that only those near each other are compared.
    private void Begin(List<(Fix Fix, TagSight Sight)> below, Instant now)
    {
        var fresh = below.Where(t => now.SecondsSince(t.Sight.DownSince) <= Begins && t.Fix.Radius95 <= Vaguest).OrderBy(t => t.Fix.Place.X).ThenBy(t => t.Fix.Tag.Value, StringComparer.Ordinal).ToList();
        if (fresh.Count < 2) return;
        var pairs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (a, b) in _pairs.Keys) (pairs[a], pairs[b]) = (pairs.GetValueOrDefault(a) + 1, pairs.GetValueOrDefault(b) + 1);
        for (var i = 0; i < fresh.Count; i++)
        {
            var (a, sight) = fresh[i];
            var near = new List<(double Distance, string Tag, Instant DownSince)>();
            for (var k = i + 1; k < fresh.Count && fresh[k].Fix.Place.X - a.Place.X <= Near; k++)
                if (Point3.Distance(a.Place, fresh[k].Fix.Place) is <= Near and var distance && Math.Abs(sight.DownSince.SecondsSince(fresh[k].Sight.DownSince)) <= Together)
                    near.Add((distance, fresh[k].Fix.Tag.Value, fresh[k].Sight.DownSince));
            near.Sort(static (x, y) => x.Distance.CompareTo(y.Distance) is not 0 and var byDistance ? byDistance : string.CompareOrdinal(x.Tag, y.Tag));
            foreach (var (_, tag, downSince) in near)
            {
                if (pairs.GetValueOrDefault(a.Tag.Value) >= MostPairs) break;
                var key = string.CompareOrdinal(a.Tag.Value, tag) < 0 ? (a.Tag.Value, tag) : (tag, a.Tag.Value);
                if (pairs.GetValueOrDefault(tag) >= MostPairs || _pairs.ContainsKey(key)) continue;
                _pairs[key] = new(new(key.Item1), new(key.Item2), Instant.Max(sight.DownSince, downSince));
                (pairs[a.Tag.Value], pairs[tag]) = (pairs.GetValueOrDefault(a.Tag.Value) + 1, pairs.GetValueOrDefault(tag) + 1);
            }
        }
    }
}
