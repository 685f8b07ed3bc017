namespace Shyraq.Core.Safety;

/// <summary>
/// What the details of occurrences, conditions and disagreements say; in brackets the values, in their order. A disagreement has the code of its kind.
/// The words in each language are in <c>console/src/phrases/words.ts</c>; a test there reads this file.
/// </summary>
internal enum PhraseCode
{
    // The registry
    EntryPut, // (kind, id)
    EntryRemoved, // (kind, id)
    EntriesTaken, // (number of entries)

    // Presence
    StandsSince, // (kind of account, its id, id of the company, its name, went down, since)
    TookBackIssue, // (name)
    TookBackReturn, // (name)
    SaidToBe, // (name, state, why)
    GoesWithoutTag, // (name, deadline, roadways)
    Visits, // (name, escort, until)
    PeoplePlanned, // (shift, number)
    PeopleLeft, // (shift, number)

    // Disagreements
    TagUndergroundNoLampIssued, // (tag, since)
    UnknownTagUnderground, // (tag, since)
    LampReturnedTagUnderground, // (tag returned, when, tag heard)
    PassageOutTagUnderground, // (gate, when, tag heard)
    SaidOutTagUnderground, // (who and why, when, tag heard)
    OnePersonTwoTags, // (tag, since): one for each tag
    TwoTagsAlwaysTogether, // (tag, tag, since, metres, places, greatest distance in metres, chance in per cent)
    WentDownNeverSeenAgain, // (went down, newest sign)
    WentDownWithoutLamp, // (went in)
    UnknownPersonWentDown, // (number, went in)
    PlannedNotDown, // (shift, start)
    DownNotPlanned, // (since)
    ShiftOverNotOut, // (shift, end)
    VisitorWithoutEscort, // (escort)
    VisitorFarFromEscort, // (escort, metres)
    LeaveOver, // (until)
    OutLampNotReturned, // (since, tag)
    CameUpNoPassageOut, // (source, tag or gate, when)
    PassageInTagOnSurface, // (went in, tag, since)

    // Zones
    NotAdmitted,
    NotListed,
    NoPermit,
    PermitEnded,
    LongerThan, // (minutes)
    FewerThan, // (people, least, minutes)
    NearerThan, // (metres)
    FasterThan, // (kilometres an hour)
    Until, // (time)
    Inside, // (people)
    CouldBeInside, // (people)
    NoPlace, // (people)
    NotProved, // (stretches)
    Uncovered, // (stretches)

    // Gas
    Silent,
    NoValue,
    Frozen,
    Rises, // (quantity, value, unit, change in a minute)
    LimitSet, // (quantity, low, high, unit)
    LimitAsBuilt, // (quantity)

    // Evacuation and rescue
    Stays,
    GoesWrongWay,
    Stretch, // (from, to: metres)
    OrderOf, // (number)
    OrderFor, // (number, people)
    StatementOf, // (number)

    // Alarms
    AlarmsIn10Min, // (number)
    WasDefined, // (priority, delay on, delay off, escalated after: seconds or "")
    IsDefined, // (priority, delay on, delay off, escalated after: seconds or "")
    ShelfOver,
    NobodyOnRoster,

    // The record
    ExportOf, // (form, from, to)
    TimeOf, // (from, to)
    OlderThan, // (time)
    ClockBehind, // (seconds)
    DiskLeft, // (free GB, per cent of all)
    NotWrittenFrom, // (from, to, why)
}
