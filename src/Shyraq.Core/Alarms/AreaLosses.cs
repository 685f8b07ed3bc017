using System.Collections.Immutable;
using Shyraq.Core.State;
using Shyraq.Core.Tracking;

namespace Shyraq.Core.Alarms;

/// <summary>The lost areas: those that are, and the newest of those that were.</summary>
internal sealed class AreaLosses
{
    /// <summary>Losses that are over and still kept.</summary>
    private const int MostPast = 10;

    /// <summary>More radios than hang on one gateway.</summary>
    private const int BeyondOneGateway = 32;

    private readonly List<AreaLoss> _losses = [];
    private readonly Dictionary<(bool IsTag, string Id), string> _covered = [];

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<AreaLoss> All => _losses;

    /// <summary>The lost area that stands for an alarm of its own; null when none does.</summary>
    public string? Covering(AlarmKind kind, string subject) => kind switch
    {
        AlarmKind.AnchorDead or AlarmKind.GasSensorFault => _covered.GetValueOrDefault((false, subject)),
        AlarmKind.TagSilent => _covered.GetValueOrDefault((true, subject)),
        _ => null,
    };

    /// <summary>
    /// The alarm does not wait: with the area so many radios fell silent in one blow that no gateway can be keeping them back.
    /// </summary>
    public bool IsCertain(AlarmKind kind, string subject) => kind == AlarmKind.AreaLost && _losses.Find(loss => loss.Ended is null && loss.Area == subject) is { } area
        && _losses.Where(loss => loss.Ended is null && Math.Abs(loss.Since.SecondsSince(area.Since)) <= AreaWatch.Together).Sum(loss => loss.Radios.Length) >= BeyondOneGateway;

    public void Add(AreaLoss loss)
    {
        _losses.Add(loss);
        if (_losses.Count(one => one.Ended is not null) > MostPast) _losses.Remove(_losses.First(one => one.Ended is not null));
        Index();
    }

    /// <summary>Puts a loss that has changed in its place; nothing for one that was none.</summary>
    public void Replace(AreaLoss before, AreaLoss? after)
    {
        var at = _losses.IndexOf(before);
        if (after is null) _losses.RemoveAt(at);
        else _losses[at] = after;
        Index();
    }

    public void Write(StateWriter to)
    {
        to.Write((long)_losses.Count);
        foreach (var loss in _losses) Write(to, loss);
    }

    public void Read(ref StateReader from)
    {
        for (var i = from.ReadCount(); i > 0; i--) _losses.Add(ReadLoss(ref from));
        Index();
    }

    private void Index()
    {
        _covered.Clear();
        foreach (var loss in _losses.Where(one => one.Ended is null))
        {
            foreach (var radio in loss.Radios) _covered.TryAdd((false, radio), loss.Area);
            foreach (var seen in loss.Picture) _covered.TryAdd((true, seen.Tag.Value), loss.Area);
        }
    }

    private static void Write(StateWriter to, AreaLoss loss)
    {
        to.Write(loss.Area);
        to.Write(loss.Level);
        to.Write(loss.Place);
        to.Write(loss.Since);
        to.Write(loss.Found);
        to.Write(loss.Ended is not null);
        to.Write(loss.Ended ?? default);
        Write(to, loss.Roadways);
        Write(to, loss.Radios);
        to.Write((long)loss.LostThen);
        to.Write((long)loss.ActiveThen);
        to.Write((long)loss.Picture.Length);
        foreach (var seen in loss.Picture)
        {
            to.Write(seen.Tag.Value);
            to.Write(seen.Place);
            to.Write(seen.Roadway);
            to.Write(seen.Offset);
            to.Write(seen.Radius95);
            to.Write((byte)seen.State);
            to.Write(seen.Heard);
        }
    }

    private static AreaLoss ReadLoss(ref StateReader from)
    {
        var (area, level, place, since, found, ended) = (from.ReadText() ?? "", from.ReadText() ?? "", from.ReadPoint(), from.ReadInstant(), from.ReadInstant(), from.ReadBool());
        var end = from.ReadInstant();
        var (roadways, radios) = (ReadTexts(ref from), ReadTexts(ref from));
        var (lost, active) = ((int)from.ReadLong(), (int)from.ReadLong());
        var picture = ImmutableArray.CreateBuilder<LastSeen>();
        for (var i = from.ReadCount(); i > 0; i--)
            picture.Add(new(new(from.ReadText() ?? ""), from.ReadPoint(), from.ReadText(), from.ReadDoubleOrNull(), from.ReadDouble(), from.ReadEnum<FixState>(), from.ReadInstant()));
        return new(area, level, place, since, found, ended ? end : null, roadways, radios, lost, active, picture.DrainToImmutable());
    }

    private static void Write(StateWriter to, ImmutableArray<string> texts)
    {
        to.Write((long)texts.Length);
        foreach (var text in texts) to.Write(text);
    }

    private static ImmutableArray<string> ReadTexts(ref StateReader from)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var i = from.ReadCount(); i > 0; i--) texts.Add(from.ReadText() ?? "");
        return texts.DrainToImmutable();
    }
}
