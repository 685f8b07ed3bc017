using Shyraq.Core.Acts;
using Shyraq.Core.Safety;
using Shyraq.Core.Tests.Tracking;
using Xunit;

namespace Shyraq.Core.Tests.Safety;

/// <summary>What leaves the record is in the record.</summary>
public class ExportTests
{
    private readonly Mine _mine = new(Drawn.Straight(0, 100));

    [Fact]
    public void Who_takes_out_what_and_of_which_time_is_an_event()
    {
        var judged = _mine.Take(new ActInput(Drawn.Start, "Aigul", new RecordExport("attendance", "xlsx", Drawn.Start.PlusSeconds(-3600), Drawn.Start, "9f86")));
        Assert.Null(judged.Refusal);
        Assert.Equal([new Occurrence(Drawn.Start, "exported", "attendance", "", "Aigul · exportOf;xlsx;2026-03-01T07:00:00Z;2026-03-01T08:00:00Z")], judged.Occurrences);
    }

    [Fact]
    public void What_has_no_name_is_not_taken_out()
    {
        var judged = _mine.Take(new ActInput(Drawn.Start, "Aigul", new RecordExport("", "csv")));
        Assert.Equal("unnamedExport", judged.Refusal!.Reason);
        Assert.Empty(judged.Occurrences);
    }

    [Fact]
    public void An_export_changes_nothing_of_the_mine()
    {
        var untouched = new Mine(Drawn.Straight(0, 100));
        _mine.Take(new ActInput(Drawn.Start, "Aigul", new RecordExport("tracks", "csv")));
        untouched.Take(new ActInput(Drawn.Start, "Aigul", new RecordExport("tracks", "pdf")));
        Assert.Equal(untouched.Safety.Revisions, _mine.Safety.Revisions);
        Assert.Equal(untouched.Snapshot(), _mine.Snapshot());
    }

    [Fact]
    public void Of_what_has_no_period_the_form_alone_is_told()
    {
        var judged = _mine.Take(new ActInput(Drawn.Start, "Aigul", new RecordExport("registry", "xlsx")));
        Assert.Equal([new Occurrence(Drawn.Start, "exported", "registry", "", "Aigul · xlsx")], judged.Occurrences);
    }
}
