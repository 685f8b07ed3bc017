using System.Text;
using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Registry;
using Shyraq.Core.Units;
using Shyraq.Protocols.Acts;
using Xunit;

namespace Shyraq.Protocols.Tests.Acts;

/// <summary>The acts of registry and presence, and what is taken out of the record, as journals hold them: these texts have to be read for ever.</summary>
public sealed class PresenceActsTests
{
    private static readonly Instant Eight = Instant.From(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Texts => new(
        """{"kind":"putPerson","person":{"id":"P1","name":"Айгүл","number":"1","company":"","crew":"","role":"","photo":"","language":"","rescueTeam":false,"shift":""}}""",
        """{"kind":"importRegistry","companies":[{"id":"c","name":"C","contractor":true}],"people":[],"vehicles":[{"id":"V","name":"Loco","number":"","role":"","tag":"TV"}],"tags":[{"id":"T1","lamp":"1"}]}""",
        """{"kind":"removeEntry","of":"company","id":"c"}""",
        """{"kind":"undoRegistry","change":7}""",
        """{"kind":"issueTag","tag":"T1","person":"P1","lamp":""}""",
        """{"kind":"returnTags","tags":["T1","T2"]}""",
        """{"kind":"takeBack","tag":"T1"}""",
        """{"kind":"setPresence","person":"P1","state":"out","why":"seen","tag":null}""",
        """{"kind":"authoriseUntracked","person":"P1","route":["R1"],"deadline":"2026-01-31T08:00:00.000000Z","why":""}""",
        """{"kind":"planShift","shift":"1","start":"2026-01-31T08:00:00.000000Z","end":"2026-01-31T16:00:00.000000Z","people":["P1"]}""",
        """{"kind":"settleTwins","a":"T1","b":"T2","why":"seen"}""",
        """{"kind":"recordExport","what":"attendance","form":"xlsx","from":"2026-01-31T08:00:00.000000Z","to":null,"digest":"9f86"}""");

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_act_is_written_as_it_was_read(string text)
    {
        var (act, fault) = ActJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.True(act is not null, fault);
        Assert.Equal(text, Encoding.UTF8.GetString(ActJson.Write(act)));
    }

    [Fact]
    public void What_may_be_left_out_is_left_out_and_what_is_needed_is_asked_for()
    {
        Assert.Equal(new IssueTag(new("T1"), "P1"), ActJson.Read("""{"kind":"issueTag","tag":"T1","person":"P1"}"""u8).Act);
        Assert.Empty(Assert.IsType<ImportRegistry>(ActJson.Read("""{"kind":"importRegistry","people":[{"id":"P1","name":"A"}]}"""u8).Act).Tags);
        Assert.Contains("person", ActJson.Read("""{"kind":"issueTag","tag":"T1"}"""u8).Fault, StringComparison.Ordinal);
        Assert.Null(ActJson.Read("""{"kind":"setPresence","person":"P1","state":"lost","why":"x"}"""u8).Act);
    }

    [Fact]
    public void Every_kind_has_one_record_and_every_record_one_kind()
    {
        Assert.Equal(ActKinds.All.Count, ActKinds.All.Values.Distinct().Count());
        Assert.Equal(typeof(Act).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Act))).Select(t => t.Name).Order(StringComparer.Ordinal), ActKinds.All.Values.Select(t => t.Name).Order(StringComparer.Ordinal));
        Assert.Equal(Eight, Assert.IsType<AuthoriseUntracked>(ActJson.Read("""{"kind":"authoriseUntracked","person":"P1","route":["R1"],"deadline":"2026-01-31T08:00:00Z","why":""}"""u8).Act).Deadline);
    }
}
