using System.Text;
using Microsoft.Data.Sqlite;
using Shyraq.Cluster.Mines;
using Shyraq.Core.Evacuation;
using Shyraq.Core.Tracking;
using Shyraq.Core.Units;
using Shyraq.Protocols.Rescue;
using Shyraq.Storage;
using Shyraq.Storage.Journal;

namespace Shyraq.Cluster.Tests.Mines;

/// <summary>The rescue sheet that is made of a data folder when the server is gone.</summary>
public class RescueSheetTests
{
    [Fact]
    public async Task The_sheet_is_the_same_from_the_journal_alone_and_from_a_snapshot_in_each_language()
    {
        await using var server = await TestServer.StartWithPlan(options => options with { SnapshotSightings = 30 });
        await server.Walk(0, 20);
        Assert.IsType<Receipt.Journalled>(await server.Grain().Act(new("Omarov", new PrepareEmergency(EmergencyKind.Fire, new("дренажный штрек", new("R1"), 100), "дым"), null)));
        Assert.IsType<Receipt.Journalled>(await server.Grain().Act(new("Serikov", new ConfirmEmergency(), null)));
        Assert.IsType<Receipt.Journalled>(await server.Grain().Act(new("Omarov", new MarkPerson("T1", MarkedAs.Injured, "<by telephone>"), null)));
        await server.Walk(20, 30);
        await TestServer.Until(() => Task.FromResult(File.Exists(Path.Combine(server.MineFolder, SnapshotTable.FileName))), "a snapshot is kept");
        // As a crash leaves it, and without its first block: only the snapshot and what came after it can make this sheet.
        var beheaded = DataFolder.FolderOf(server.CopyAsAfterACrash(), new(TestMine.Id));
        using (var journal = new SqliteConnection($"Data Source={Path.Combine(beheaded, JournalFile.FileName)};Pooling=False"))
        {
            journal.Open();
            using var command = journal.CreateCommand();
            command.CommandText = "DROP TRIGGER blocks_undeleted; DELETE FROM blocks WHERE sequence = 1";
            Assert.Equal(1, command.ExecuteNonQuery());
        }
        await server.Stop();

        var at = TestMine.Start.PlusSeconds(120);
        var withSnapshot = Sheets(beheaded, at);
        Forget(server.MineFolder);
        Assert.Equal(withSnapshot, Sheets(server.MineFolder, at));
        Forget(beheaded);
        Assert.Throws<JournalDamagedException>(() => Sheets(beheaded, at));

        foreach (var (language, title, silent, injured) in new[] { ("ru", "Лист спасателя", "молчит", "ранен"), ("kk", "Құтқарушы парағы", "үнсіз", "жараланған"), ("en", "Rescue sheet", "silent", "injured") })
        {
            var html = Encoding.UTF8.GetString(withSnapshot[(SheetForm.Html, language)]);
            Assert.StartsWith($"<!doctype html><html lang=\"{language}\">", html, StringComparison.Ordinal);
            Assert.Contains($">{title}</span>", html, StringComparison.Ordinal);
            Assert.Contains($"<tr class=\"silent\" tabindex=\"0\" data-of=\"T1\"><td><span data-t=\"silent\">{silent}</span><br><b><span data-t=\"injured\">{injured}</span></b><br><small>&lt;by telephone&gt; · Omarov</small><td>", html, StringComparison.Ordinal);
            Assert.Contains("дренажный штрек", html, StringComparison.Ordinal);
            Assert.StartsWith("%PDF-1.7", Encoding.Latin1.GetString(withSnapshot[(SheetForm.Pdf, language)][..8]), StringComparison.Ordinal);
        }
        Assert.Equal(3, SheetWords.Languages.Select(l => Convert.ToHexString(withSnapshot[(SheetForm.Pdf, l)])).Distinct().Count());
    }

    private static void Forget(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, $"{SnapshotTable.FileName}*")) File.Delete(file);
    }

    private static Dictionary<(SheetForm, string), byte[]> Sheets(string folder, Instant at) =>
        Enum.GetValues<SheetForm>().SelectMany(form => SheetWords.Languages.Select(language => (form, language)))
            .ToDictionary(sheet => sheet, sheet => JournalReplay.RescueSheet(new FolderRecord(folder, new(TestMine.Id)), sheet.form, sheet.language, at, new TrackingOptions())!);
}
