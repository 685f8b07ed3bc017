using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shyraq.Core;
using Shyraq.Core.Presence;
using Shyraq.Core.Tracking;
using Shyraq.Protocols.Carriers;
using Shyraq.Protocols.Plan;

namespace Shyraq.Cluster.Mines;

/// <summary>A mine's whole state as bytes: options, plan, carriers, beliefs. What a snapshot holds.</summary>
internal static class KeptState
{
    private const uint Magic = 0x31515953; // "SYQ1"

    /// <summary>Writes it.</summary>
    /// <param name="beliefs">What <see cref="Mine.Snapshot"/> gave.</param>
    public static byte[] Write(int planVersion, ReadOnlySpan<byte> planSource, ImmutableSortedDictionary<string, Carrier> carriers, byte[] beliefs, TrackingOptions tracking)
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
        return to.ToArray();
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">The bytes are not such a state, or it was made with other tracking options.</exception>
    public static (Mine Mine, byte[] PlanSource) Read(byte[] bytes, TrackingOptions tracking)
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
            return (Mine.Restore(beliefs, plan.Plan, tags.Carriers, tracking), source);
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
