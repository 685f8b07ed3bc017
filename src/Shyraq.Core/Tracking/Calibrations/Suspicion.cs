using Shyraq.Core.State;
using Shyraq.Core.Units;

namespace Shyraq.Core.Tracking.Calibrations;

/// <summary>A range to an anchor from a tag whose place others tell. Metres and m².</summary>
internal struct Sight
{
    /// <summary>The tag's place from the anchor's in the plan.</summary>
    public float X, Y, Z;

    /// <summary>What was read, mended by the tag's own bias.</summary>
    public float Range;

    /// <summary>Variance of the reading and of the tag's bias; of the place along the roadway (in an area of each axis), and its covariance with the bias; and of the place across it.</summary>
    public float Variance, AlongVariance, AlongBias, Across;

    /// <summary>Direction of the roadway; zero in an area.</summary>
    public float AlongX, AlongY, AlongZ;

    /// <summary>By the plan nothing stands between the two.</summary>
    public bool IsSeen;

    public readonly Point3 From => new(X, Y, Z);
    public readonly Point3 Along => new(AlongX, AlongY, AlongZ);

    /// <summary>Variance of the range from an anchor in the direction of a unit vector.</summary>
    public readonly double VarianceToward(Point3 direction)
    {
        var along = Point3.Dot(direction, Along);
        var place = AlongX == 0 && AlongY == 0 && AlongZ == 0 ? AlongVariance : along * along * AlongVariance + 2 * along * AlongBias + (1 - along * along) * Across;
        return Variance + place;
    }

    public readonly void Write(StateWriter to)
    {
        to.Write([X, Y, Z, Range, Variance, AlongVariance, AlongBias, Across, AlongX, AlongY, AlongZ]);
        to.Write(IsSeen);
    }

    public static Sight Read(ref StateReader from)
    {
        Span<float> n = stackalloc float[11];
        from.Read(n);
        return new() { X = n[0], Y = n[1], Z = n[2], Range = n[3], Variance = n[4], AlongVariance = n[5], AlongBias = n[6], Across = n[7], AlongX = n[8], AlongY = n[9], AlongZ = n[10], IsSeen = from.ReadBool() };
    }
}

/// <summary>
/// The closer look at an anchor that does not fit: the ranges by which it is judged (the newest, spread over the places that they come from), and what
/// was found. Only suspects have one.
/// </summary>
/// <param name="since">When it began.</param>
internal sealed class Suspicion(Instant since)
{
    /// <summary>How many are kept.</summary>
    public const int Most = 64;

    /// <summary>Of one place, so many metres about, no more than so many are kept.</summary>
    private const double Place = 2;
    private const int MostOfPlace = 4;

    private readonly Sight[] _sights = new Sight[Most];
    private readonly int[] _order = new int[Most];
    private int _count;

    /// <summary>How many came since it began.</summary>
    public int Taken { get; private set; }

    /// <summary>How many had come when it was last judged.</summary>
    public int Judged { get; set; }

    /// <summary>When the anchor began not to fit.</summary>
    public Instant Since { get; } = since;

    /// <summary>What was found, and what of it is so sure that ranges are mended by it.</summary>
    public Resected Found { get; set; }
    public bool IsMoved { get; set; }
    public bool IsBiased { get; set; }

    /// <summary>Looked at for long, and still nothing explains it.</summary>
    public bool IsUnexplained { get; set; }

    /// <summary>What was found does not fit any more, and is looked at again.</summary>
    public bool IsRenewed { get; set; }

    /// <summary>It is known what is wrong.</summary>
    public bool IsFound => (IsMoved || IsBiased) && !IsRenewed;

    /// <summary>How uncertain ranges are by what was found, m².</summary>
    public double Doubt { get; set; }

    public ReadOnlySpan<Sight> Sights => _sights.AsSpan(0, _count);

    /// <summary>Keeps one: in the stead of the oldest of its place when there are enough of that, else of the oldest of all.</summary>
    public void Add(in Sight sight)
    {
        var (near, oldestNear, oldest) = (0, -1, -1);
        for (var i = 0; i < _count; i++)
        {
            if (oldest < 0 || _order[i] < _order[oldest]) oldest = i;
            if (Point3.Distance(_sights[i].From, sight.From) > Place) continue;
            near++;
            if (oldestNear < 0 || _order[i] < _order[oldestNear]) oldestNear = i;
        }
        var at = near >= MostOfPlace ? oldestNear : _count < Most ? _count++ : oldest;
        (_sights[at], _order[at]) = (sight, Taken++);
    }

    public void Write(StateWriter to)
    {
        to.Write(Since);
        to.Write(Found.Offset);
        to.Write(Found.Bias);
        var p = Found.P;
        to.Write((ReadOnlySpan<float>)p);
        to.Write(Found.Cost);
        to.Write(Found.Fits);
        to.Write((byte)((IsMoved ? 1 : 0) | (IsBiased ? 2 : 0) | (IsUnexplained ? 4 : 0) | (IsRenewed ? 8 : 0)));
        to.Write(Doubt);
        to.Write((long)Taken);
        to.Write((long)Judged);
        to.Write((long)_count);
        for (var i = 0; i < _count; i++)
        {
            to.Write((long)_order[i]);
            _sights[i].Write(to);
        }
    }

    public static Suspicion Read(ref StateReader from)
    {
        var (since, offset, bias) = (from.ReadInstant(), from.ReadPoint(), from.ReadDouble());
        FourByFour p = default;
        from.Read(p);
        var found = new Resected(offset, bias, p, from.ReadDouble(), from.ReadDouble());
        var flags = from.ReadByte();
        var read = new Suspicion(since)
        {
            Found = found,
            IsMoved = (flags & 1) != 0,
            IsBiased = (flags & 2) != 0,
            IsUnexplained = (flags & 4) != 0,
            IsRenewed = (flags & 8) != 0,
            Doubt = from.ReadDouble(),
            Taken = (int)from.ReadLong(),
            Judged = (int)from.ReadLong(),
            _count = from.ReadCount(),
        };
        if (read._count > Most) throw new FormatException($"The snapshot holds {read._count} ranges of a suspect; at most {Most} are kept.");
        for (var i = 0; i < read._count; i++) (read._order[i], read._sights[i]) = ((int)from.ReadLong(), Sight.Read(ref from));
        return read;
    }
}
