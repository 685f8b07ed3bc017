using System.Text.Json;
using Shyraq.Core;
using Shyraq.Core.History;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;
using Shyraq.Protocols;
using Shyraq.Storage.History;

namespace Shyraq.Cluster.History;

/// <summary>A board as it was at a tick.</summary>
/// <param name="Whole">The first picture of its ten minutes, from which this one is told; null when this is the first.</param>
internal sealed record BoardPicture(string Board, Instant Time, byte[] Json, BoardPicture? Whole)
{
    /// <summary>As the history keeps it.</summary>
    public PictureRow Row() => new(Board, Time, Whole?.Time, Whole is { } whole ? PictureCodec.Difference(Json, whole.Json) : PictureCodec.Whole(Json));
}

/// <summary>
/// Takes a picture of each board when it has changed, at the first tick of the next ten seconds of the mine's time, and of each once a day. Whoever starts
/// in between takes more pictures, never other ones.
/// </summary>
internal sealed class BoardWatch
{
    /// <summary>Two pictures of a board are about so far apart at least, seconds.</summary>
    private const int Apart = 10;

    /// <summary>The boards whose past is kept.</summary>
    public static readonly string[] Boards = ["presence", "alarms", "evacuation", "gas", "rescue", "anchors", "unplaced", "readiness"];

    private readonly Dictionary<string, (object Stand, BoardPicture Whole)> _last = new(StringComparer.Ordinal);
    private long _slot = long.MinValue;

    /// <summary>Looks at the boards at a tick.</summary>
    public void Look(Mine mine, List<BoardPicture> pictures)
    {
        var slot = mine.Clock.UnixSeconds / Apart;
        if (slot == _slot) return;
        _slot = slot;
        var revisions = mine.Safety.Revisions;
        var (radios, readiness) = (RadioPictures.Of(mine), ReadinessBoard.Of(mine, mine.Clock));
        foreach (var board in Boards)
        {
            var known = _last.TryGetValue(board, out var last);
            // What is no part's has no revision: it is the same as long as it says the same.
            object stand = board switch
            {
                "anchors" => radios.Standing,
                "unplaced" => radios.Missing,
                "readiness" => readiness,
                _ => revisions.GetValueOrDefault(board),
            };
            // Once a day also what stands as it stood: what is older than it is kept is taken out, and it must not go with that.
            if (known && last.Stand.Equals(stand) && DayOf(last.Whole.Time) == DayOf(mine.Clock)) continue;
            var json = board switch
            {
                "presence" => WithoutPlaces(mine),
                "anchors" => radios.Anchors(),
                "unplaced" => radios.Unplaced(),
                "readiness" => JsonSerializer.SerializeToUtf8Bytes(readiness, CoreJson.Options),
                _ => Mines.Boards.Write(mine, board, mine.Clock),
            };
            var whole = known && TrackGrid.ChunkOf(last.Whole.Time) == TrackGrid.ChunkOf(mine.Clock) ? last.Whole : null;
            var picture = new BoardPicture(board, mine.Clock, json, whole);
            pictures.Add(picture);
            _last[board] = (stand, whole ?? picture);
        }
    }

    private static long DayOf(Instant time) => time.UnixSeconds / 86_400;

    // Places change each second and are in the tracks; whoever asks for a picture gets them from there, of the very instant.
    private static byte[] WithoutPlaces(Mine mine)
    {
        var board = mine.Safety.PresenceBoard(mine, mine.Clock);
        return JsonSerializer.SerializeToUtf8Bytes(board with { People = [.. board.People.Select(person => person with { Place = null })] }, CoreJson.Options);
    }
}
