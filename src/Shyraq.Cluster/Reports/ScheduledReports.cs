using Microsoft.Extensions.Logging;
using Shyraq.Core.Acts;
using Shyraq.Core.Reports;
using Shyraq.Core.Units;
using Shyraq.Protocols.Reports;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Reports;

/// <summary>
/// Writes reports into the folder <c>reports</c> of a mine when they are due. What is there already is not made again, so that a restart neither repeats nor
/// forgets. Used on the grain's turns; the work is done beside them.
/// </summary>
internal sealed class ScheduledReports(string mine, string folder, ReportSchedule schedule, IMineRecord record, ILogger log)
{
    /// <summary>Its name in the mine's folder.</summary>
    public const string FolderName = "reports";

    /// <summary>Who takes them, in the journal.</summary>
    private const string By = "schedule";

    /// <summary>How often it is looked whether one is due, seconds.</summary>
    private const double Every = 30;

    private Instant _looked;

    /// <summary>Done when nothing is being written.</summary>
    public Task Done { get; private set; } = Task.CompletedTask;

    private string Folder => Path.Combine(folder, FolderName);

    /// <summary>Looks whether reports are due.</summary>
    /// <param name="ground">Takes the picture of the mine on this turn.</param>
    /// <param name="export">Journals that a report was made; false when it could not be.</param>
    public void Watch(Instant now, Func<ReportGround> ground, JournalHead head, long eventsTo, string? checkpoint, Func<ActInput, Task<bool>> export)
    {
        if (!schedule.IsOn || !Done.IsCompleted || now.SecondsSince(_looked) < Every) return;
        _looked = now;
        var picture = ground();
        if (schedule.Due(picture, now).Any(due => !File.Exists(PathOf(due.Name, due.Period, due.Form)))) Done = Task.Run(() => Make(picture, now, head, eventsTo, checkpoint, export));
    }

    /// <summary>The files that are there, newest first.</summary>
    public static ReportFileRow[] List(string folder)
    {
        var at = new DirectoryInfo(Path.Combine(folder, FolderName));
        return at.Exists ? [.. at.GetFiles().Where(f => ReportFile.FormOf(f.Extension.TrimStart('.')) is not null).OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal)
            .Take(500).Select(f => new ReportFileRow(f.Name, f.Length, Instant.From(new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero))))] : [];
    }

    /// <summary>One of them; null when there is none of this name.</summary>
    public static byte[]? Read(string folder, string name)
    {
        // A name, never a way.
        var path = Path.Combine(folder, FolderName, Path.GetFileName(name));
        return Path.GetFileName(name) == name && File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    private string PathOf(ReportName name, ReportPeriod period, ReportForm form) => Path.Combine(Folder, MineReports.FileName(mine, name, period, form));

    private async Task Make(ReportGround ground, Instant now, JournalHead head, long eventsTo, string? checkpoint, Func<ActInput, Task<bool>> export)
    {
        foreach (var (name, period, form) in schedule.Due(ground, now))
        {
            var path = PathOf(name, period, form);
            if (File.Exists(path)) continue;
            try
            {
                var (file, act) = MineReports.File(record, name, form, schedule.Language, period, default, ground, head, eventsTo, new(folder, checkpoint));
                if (!await export(new(now, By, act))) return;
                Directory.CreateDirectory(Folder);
                // Whoever opens it finds it whole or not at all.
                await File.WriteAllBytesAsync(path + ".new", file);
                File.Move(path + ".new", path, overwrite: true);
                log.LogInformation("Mine {Mine}: wrote {Report}", mine, Path.GetFileName(path));
            }
            catch (Exception why) when (why is IOException or UnauthorizedAccessException)
            {
                log.LogError("Mine {Mine}: the report {Report} could not be written: {Why}", mine, Path.GetFileName(path), why.Message);
                return;
            }
        }
    }
}
