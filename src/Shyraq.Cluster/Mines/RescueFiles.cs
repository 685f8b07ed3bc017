using Microsoft.Extensions.Logging;
using Shyraq.Core.Rescue;
using Shyraq.Core.Units;
using Shyraq.Protocols.Rescue;

namespace Shyraq.Cluster.Mines;

/// <summary>
/// Writes the rescue sheet into the mine's folder at T0 and each minute of an emergency, so that it is there when the server is not: the folder
/// <c>rescue</c> has <c>latest.html</c> and <c>latest.pdf</c>, and the sheets of each T0 for ever. Used on the grain's turns.
/// </summary>
internal sealed class RescueFiles(string mine, string folder, ILogger log)
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string FolderName = "rescue";

    private const double Every = 60;

    private Instant _t0, _written;

    /// <summary>Done when nothing is being written.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    /// <summary>The sheet as a file.</summary>
    /// <param name="language">One of <see cref="SheetWords.Languages"/>.</param>
    public static byte[] Write(RescueSheet sheet, SheetForm form, string language = "ru") => form == SheetForm.Html ? SheetHtml.Write(sheet, language) : SheetPdf.Write(sheet, language);

    /// <summary>Looks whether a sheet is due. The picture is taken on this turn and drawn beside it.</summary>
    public void Watch(StraightLine? line)
    {
        if (line?.Mine is not { HasEmergency: true, Picture: { } picture } state || !Done.IsCompleted) return;
        var first = picture.T0 != _t0;
        if (!first && state.Clock.SecondsSince(_written) < Every) return;
        (_t0, _written) = (picture.T0, state.Clock);
        var sheet = RescueSheet.Of(state, state.Clock, line.Followed.Sequence);
        Done = Task.Run(() => Keep(sheet, first));
    }

    private void Keep(RescueSheet sheet, bool first)
    {
        try
        {
            var at = Directory.CreateDirectory(Path.Combine(folder, FolderName)).FullName;
            foreach (var form in Enum.GetValues<SheetForm>())
            {
                var (bytes, ending) = (Write(sheet, form), form == SheetForm.Html ? "html" : "pdf");
                Replace(Path.Combine(at, $"latest.{ending}"), bytes);
                // After a restart the sheet of T0 is there already, and stays as it is.
                var t0 = Path.Combine(at, $"t0-{sheet.Picture!.T0.ToDateTimeOffset():yyyyMMdd'T'HHmmss'Z'}.{ending}");
                if (first && !File.Exists(t0)) Replace(t0, bytes);
            }
        }
        catch (Exception why) when (why is IOException or UnauthorizedAccessException)
        {
            log.LogError("Mine {Mine}: the rescue sheet could not be written: {Why}", mine, why.Message);
        }
    }

    // Whoever opens it finds the old one or the new one, never half of one.
    private static void Replace(string path, byte[] bytes)
    {
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }
}
