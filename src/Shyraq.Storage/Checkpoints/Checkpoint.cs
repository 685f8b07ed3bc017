using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shyraq.Core.Units;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Checkpoints;

/// <summary>
/// A signed statement that a mine's journal had this head: who keeps it elsewhere can tell later whether anything up to it was changed, also
/// by somebody who computed the whole chain anew. One line of text, so that it can be printed, mailed and checked with other tools.
/// </summary>
/// <param name="Number">1, 2, 3 … for each mine.</param>
/// <param name="Made">By the server's clock.</param>
/// <param name="Head">The newest block then.</param>
/// <param name="Writers">Which versions of the program wrote the blocks up to it, as <see cref="IJournalBlocks.WritersOf"/>.</param>
/// <param name="Previous">SHA-256 of the line before it; zeros in the first. None can be taken out unseen.</param>
/// <param name="Line">All of it as text: what is signed, and the signature.</param>
public sealed record Checkpoint(MineId Mine, long Number, Instant Made, JournalHead Head, BlockHash Writers, BlockHash Previous, PublicKey Key, string Line)
{
    private const string Name = "shyraq-checkpoint-1", Signature = " signature=";

    /// <summary>Signs one.</summary>
    /// <param name="before">The one before it; null for the first.</param>
    public static Checkpoint Sign(MineId mine, Checkpoint? before, Instant made, JournalHead head, BlockHash writers, SigningKey key)
    {
        var (number, previous) = ((before?.Number ?? 0) + 1, before?.Digest ?? default);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{Name} mine={DataFolder.FolderName(mine)} number={number} made={made} sequence={head.Sequence} time={head.Time} head={head.Hash} writers={writers} previous={previous} key={key.Public}");
        return new(mine, number, made, head, writers, previous, key.Public, text + Signature + Convert.ToHexStringLower(key.Sign(Encoding.ASCII.GetBytes(text))));
    }

    /// <summary>Reads a line; null when it is none. Whether it was signed with its key is another question.</summary>
    public static Checkpoint? Read(string line)
    {
        string[] names = ["mine", "number", "made", "sequence", "time", "head", "writers", "previous", "key", "signature"];
        var words = line.Split(' ');
        if (words.Length != names.Length + 1 || words[0] != Name) return null;
        var values = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (!words[i + 1].StartsWith(names[i] + "=", StringComparison.Ordinal)) return null;
            values[i] = words[i + 1][(names[i].Length + 1)..];
        }
        if (!Counts(values[1], out var number) || !Counts(values[3], out var sequence) || Time(values[2]) is not { } made || Time(values[4]) is not { } time) return null;
        if (Hash(values[5]) is not { } head || Hash(values[6]) is not { } writers || Hash(values[7]) is not { } previous) return null;
        if (PublicKey.Read(values[8]) is not { } key || values[9].Length != 128 || !values[9].All(char.IsAsciiHexDigitLower)) return null;
        return new(new MineId(Uri.UnescapeDataString(values[0])), number, made, new(sequence, time, head), writers, previous, key, line);
    }

    /// <summary>Whether its line was signed with the key that it names.</summary>
    public bool IsSigned =>
        Line.IndexOf(Signature, StringComparison.Ordinal) is > 0 and var at && Key.Verifies(Encoding.ASCII.GetBytes(Line[..at]), Convert.FromHexString(Line.AsSpan(at + Signature.Length)));

    /// <summary>SHA-256 of its line: what the next one names.</summary>
    public BlockHash Digest => new(SHA256.HashData(Encoding.ASCII.GetBytes(Line)));

    private static bool Counts(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Instant? Time(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Instant.From(time) : null;

    private static BlockHash? Hash(string text) => text.Length == 2 * BlockHash.Size && text.All(char.IsAsciiHexDigitLower) ? new(Convert.FromHexString(text)) : null;
}
