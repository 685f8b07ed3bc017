using MessagePack;
using MessagePack.Formatters;
using Shyraq.Cluster.Mines;

namespace Shyraq.Web.Feed;

/// <summary>Writes a frame as <c>docs/api.md</c> lays it out: a map by name at the top, rows as arrays.</summary>
internal sealed class FrameFormatter : IMessagePackFormatter<Frame?>
{
    public void Serialize(ref MessagePackWriter writer, Frame? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }
        writer.WriteMapHeader(14);
        writer.Write("serverTime");
        writer.Write(value.ServerTime);
        writer.Write("sequence");
        writer.Write(value.Sequence);
        writer.Write("planVersion");
        writer.Write(value.PlanVersion);
        writer.Write("carriersVersion");
        writer.Write(value.CarriersVersion);
        writer.Write("full");
        writer.Write(value.Full);
        writer.Write("fixes");
        WriteRows(ref writer, value.Fixes);
        writer.Write("anchors");
        WriteRows(ref writer, value.Anchors);
        writer.Write("headcount");
        WriteHeadcount(ref writer, value.Headcount);
        writer.Write("unplaced");
        if (value.Unplaced is { } unplaced) WriteRows(ref writer, unplaced);
        else writer.WriteNil();
        writer.Write("sos");
        writer.WriteArrayHeader(value.Sos.Count);
        foreach (var tag in value.Sos) writer.Write(tag);
        writer.Write("intake");
        WriteIntake(ref writer, value.Intake);
        writer.Write("events");
        WriteRows(ref writer, value.Events);
        writer.Write("boards");
        writer.WriteMapHeader(value.Boards.Count);
        foreach (var (name, revision) in value.Boards)
        {
            writer.Write(name);
            writer.Write(revision);
        }
        writer.Write("trouble");
        WriteTrouble(ref writer, value.Trouble);
    }

    public Frame Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new NotSupportedException("the server sends frames and takes none");

    private static void WriteRows(ref MessagePackWriter writer, IReadOnlyList<byte[]> rows)
    {
        writer.WriteArrayHeader(rows.Count);
        for (var i = 0; i < rows.Count; i++) writer.WriteRaw(rows[i]);
    }

    private static void WriteHeadcount(ref MessagePackWriter writer, HeadcountRow headcount)
    {
        writer.WriteMapHeader(4);
        writer.Write("people");
        writer.Write(headcount.People);
        writer.Write("vehicles");
        writer.Write(headcount.Vehicles);
        writer.Write("levels");
        writer.WriteArrayHeader(headcount.Levels.Length);
        foreach (var level in headcount.Levels)
        {
            writer.WriteArrayHeader(5);
            writer.Write(level.Level);
            writer.Write(level.PeopleLive);
            writer.Write(level.PeopleInferred);
            writer.Write(level.PeopleLastKnown);
            writer.Write(level.Vehicles);
        }
        writer.Write("unplaced");
        writer.WriteMapHeader(2);
        var vehicles = headcount.Unplaced.Count(one => one.Vehicle);
        writer.Write("people");
        writer.Write(headcount.Unplaced.Length - vehicles);
        writer.Write("vehicles");
        writer.Write(vehicles);
    }

    private static void WriteTrouble(ref MessagePackWriter writer, TroubleRow? trouble)
    {
        if (trouble is null)
        {
            writer.WriteNil();
            return;
        }
        writer.WriteMapHeader(3);
        writer.Write("kind");
        writer.Write(trouble.Kind);
        writer.Write("since");
        writer.Write(trouble.Since / 1000.0);
        writer.Write("why");
        writer.Write(trouble.Why);
    }

    private static void WriteIntake(ref MessagePackWriter writer, IntakeRow intake)
    {
        writer.WriteMapHeader(4);
        writer.Write("pending");
        writer.Write(intake.Pending);
        writer.Write("capacity");
        writer.Write(intake.Capacity);
        writer.Write("acceptedPerSecond");
        writer.Write(intake.AcceptedPerSecond);
        writer.Write("refusedPerSecond");
        writer.Write(intake.RefusedPerSecond);
    }
}
