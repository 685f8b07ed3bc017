using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shyraq.Core;
using Shyraq.Core.History;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Plan;

namespace Shyraq.Cluster.Mines;

/// <summary>A state that was kept.</summary>
/// <param name="Unclosed">The fixes that the history does not hold yet, see <see cref="TrackRecorder.Unclosed()"/>.</param>
internal sealed record Kept(Mine Mine, byte[] PlanSource, ImmutableArray<TrackChunk> Unclosed);

/// <summary>A mine's whole state as bytes: options, plan, carriers, beliefs, the fixes of the last minutes. What a snapshot holds.</summary>
internal static class KeptState
{
    private const uint Magic = 0x32515953; // "SYQ2"

    /// <summary>Writes it.</summary>
    /// <param name="beliefs">What <see cref="Mine.Snapshot"/> gave.</param>
    public static byte[] Write(int planVersion, ReadOnlySpan<byte> planSource, ImmutableSortedDictionary<string, Carrier> carriers, byte[] beliefs, ImmutableArray<TrackChunk> unclosed, TrackingOptions tracking)
    {
        using var to = new MemoryStream(beliefs.Length + planSource.Length + 4096);
        using var writer = new BinaryWriter(to);
        writer.Write(Magic);
        writer.Write(Fingerprint(tracking));
        writer.Write(planVersion);
        writer.Write(planSource.Length);
        writer.Write(planSource);
        Bytes(writer, CarriersReader.Write(carriers));
        Bytes(writer, beliefs);
        writer.Write(unclosed.Length);
        foreach (var chunk in unclosed)
        {
            writer.Write(chunk.Tag.Value);
            writer.Write(chunk.Start.UnixMicroseconds);
            writer.Write(chunk.Plan);
            Bytes(writer, TrackCodec.Encode(chunk.Fixes.AsSpan()));
        }
        return to.ToArray();
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">The bytes are not such a state, or it was made with other tracking options.</exception>
    public static Kept Read(byte[] bytes, TrackingOptions tracking)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            if (reader.ReadUInt32() != Magic) throw new FormatException("not a kept state of this version");
            if (reader.ReadString() != Fingerprint(tracking)) throw new FormatException("kept with other tracking options");
            var version = reader.ReadInt32();
            var source = Bytes(reader);
            var carriers = Bytes(reader);
            var beliefs = Bytes(reader);
            if (PlanReader.Read(source, version) is not PlanReading.Read plan) throw new FormatException("its plan cannot be read");
            if (CarriersReader.Read(carriers) is not CarriersReading.Read tags) throw new FormatException("its carriers cannot be read");
            var unclosed = ImmutableArray.CreateBuilder<TrackChunk>();
            for (var n = reader.ReadInt32(); n > 0; n--) unclosed.Add(new(new(reader.ReadString()), new(reader.ReadInt64()), reader.ReadInt32(), TrackCodec.Decode(Bytes(reader))));
            return new(Mine.Restore(beliefs, plan.Plan, tags.Carriers, tracking), source, unclosed.DrainToImmutable());
        }
        catch (EndOfStreamException cut)
        {
            throw new FormatException("the kept state is cut short", cut);
        }
    }

    // The beliefs depend on these, so a state kept with others is not the one that a replay would give.
    private static string Fingerprint(TrackingOptions tracking) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tracking}"))));

    private static void Bytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] Bytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        var bytes = length < 0 ? [] : reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }
}
