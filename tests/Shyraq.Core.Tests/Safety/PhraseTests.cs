using Shyraq.Core.Acts;
using Shyraq.Core.Presence;
using Shyraq.Core.Safety;
using Shyraq.Core.Tests.Tracking;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;
using Xunit;

namespace Shyraq.Core.Tests.Safety;

/// <summary>How details are written down for readers of any language.</summary>
public class PhraseTests
{
    [Fact]
    public void A_refusal_gives_the_values_of_its_detail_apart_for_those_who_read_another_language()
    {
        var (tag, since, share) = ("T;1", Drawn.Start.PlusSeconds(0.25), 0.5);
        var refusal = new ActRefusal("tagIssued", $"tag {tag} has {AccountKind.Tag} since {since}, {share:0.00} of {12}");
        Assert.StartsWith("tag T;1 has Tag since ", refusal.Detail, StringComparison.Ordinal);
        Assert.EndsWith(", 0.50 of 12", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal($@"tagIssued;T\;1;tag;{Drawn.Start.ToDateTimeOffset():yyyy-MM-dd'T'HH:mm:ss'Z'};0.50;12", refusal.Phrase);
        Assert.Equal("noDraft", new ActRefusal("noDraft", "there is no draft").Phrase);
    }

    [Fact]
    public void A_phrase_is_a_code_and_its_values_whatever_they_hold()
    {
        Assert.Equal("stays", Phrase.Of(PhraseCode.Stays));
        Assert.Equal(@"saidToBe;a\;b\\c;underground;seen \· K-10", Phrase.Of(PhraseCode.SaidToBe, @"a;b\c", PresenceState.Underground, "seen · K-10"));
        Assert.Equal("fewerThan;2;3;7.5", Phrase.Of(PhraseCode.FewerThan, 2, 3, 7.5));
    }

    [Fact]
    public void Times_are_whole_seconds_and_one_that_never_was_is_empty()
    {
        Assert.Equal("until;2026-01-02T03:04:05Z", Phrase.Of(PhraseCode.Until, Instant.From(new(2026, 1, 2, 3, 4, 5, 600, TimeSpan.Zero))));
        Assert.Equal("until;", Phrase.Of(PhraseCode.Until, default(Instant)));
    }

    [Fact]
    public void Parts_are_joined_and_empty_ones_left_out() => Assert.Equal("Ivan · until;x", Phrase.Join("Ivan", "", Phrase.Of(PhraseCode.Until, "x")));

    [Fact]
    public void Every_disagreement_and_every_doubt_of_a_clearance_has_a_phrase()
    {
        var codes = Enum.GetNames<PhraseCode>();
        Assert.Empty(Enum.GetNames<DisagreementKind>().Except(codes));
        Assert.Empty(Enum.GetNames<ClearanceDoubt>().Except(codes));
    }
}
