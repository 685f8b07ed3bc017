using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Shyraq.Protocols.Pdf;

/// <summary>
/// A TrueType font that came as WOFF (W3C, «WOFF File Format 1.0»: the tables of the font, each compressed by zlib): which glyph a letter has, how wide
/// it is, and the font as it was before it was packed.
/// </summary>
internal sealed class FontFace
{
    private static readonly string[] Kept = ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"];

    private readonly Dictionary<string, byte[]> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly int _metrics;
    private readonly double _em;

    public FontFace(string name, byte[] woff)
    {
        Name = name;
        for (var i = 0; i < U16(woff, 12); i++)
        {
            var at = 44 + 20 * i;
            var packed = woff.AsSpan((int)U32(woff, at + 4), (int)U32(woff, at + 8)).ToArray();
            var table = new byte[U32(woff, at + 12)];
            if (packed.Length == table.Length) table = packed;
            else using (var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress)) zlib.ReadExactly(table);
            _tables[Encoding.ASCII.GetString(woff, at, 4)] = table;
        }
        _em = U16(_tables["head"], 18);
        _metrics = U16(_tables["hhea"], 34);
        ReadLetters(_tables["cmap"]);
    }

    public string Name { get; }

    /// <summary>Of a thousandth of the size, above and below the line.</summary>
    public int Ascent => (int)(1000 * (short)U16(_tables["hhea"], 4) / _em);

    /// <inheritdoc cref="Ascent"/>
    public int Descent => (int)(1000 * (short)U16(_tables["hhea"], 6) / _em);

    /// <summary>The glyph of a letter; 0 when the font has none.</summary>
    public ushort Glyph(int letter) => _glyphs.GetValueOrDefault(letter);

    /// <summary>Thousandths of the size.</summary>
    public int Width(ushort glyph) => (int)Math.Round(1000 * U16(_tables["hmtx"], 4 * Math.Min(glyph, _metrics - 1)) / _em);

    /// <summary>The font as TrueType (OpenType 1.9, «Organization of an OpenType font»), without the tables that only text layout needs.</summary>
    public byte[] TrueType()
    {
        string[] names = [.. Kept.Where(_tables.ContainsKey).Order(StringComparer.Ordinal)];
        var to = new MemoryStream();
        var power = (int)Math.Log2(names.Length);
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(head, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(head[4..], (ushort)names.Length);
        BinaryPrimitives.WriteUInt16BigEndian(head[6..], (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(head[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(head[10..], (ushort)(16 * (names.Length - (1 << power))));
        to.Write(head);
        var offset = 12 + 16 * names.Length;
        Span<byte> entry = stackalloc byte[16];
        foreach (var name in names)
        {
            var table = _tables[name];
            Encoding.ASCII.GetBytes(name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(table));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)table.Length);
            to.Write(entry);
            offset += (table.Length + 3) / 4 * 4;
        }
        foreach (var name in names)
        {
            to.Write(_tables[name]);
            while (to.Length % 4 != 0) to.WriteByte(0);
        }
        return to.ToArray();
    }

    // Format 4 of the Unicode table: all letters that the console's languages have lie in the basic plane.
    private void ReadLetters(byte[] cmap)
    {
        for (var i = 0; i < U16(cmap, 2); i++)
        {
            var at = (int)U32(cmap, 8 + 8 * i);
            if (U16(cmap, at) != 4) continue;
            var segments = U16(cmap, at + 6) / 2;
            for (var s = 0; s < segments; s++)
            {
                var (end, start) = (U16(cmap, at + 14 + 2 * s), U16(cmap, at + 16 + 2 * (segments + s)));
                var (delta, range) = (U16(cmap, at + 16 + 2 * (2 * segments + s)), at + 16 + 2 * (3 * segments + s));
                for (int letter = start; letter <= end && letter < 0xFFFF; letter++)
                {
                    var glyph = U16(cmap, range) == 0 ? letter : U16(cmap, range + U16(cmap, range) + 2 * (letter - start));
                    if (glyph != 0) _glyphs[letter] = (ushort)(glyph + delta);
                }
            }
            return;
        }
    }

    private static uint Sum(byte[] table)
    {
        uint sum = 0;
        for (var i = 0; i < table.Length; i++) sum += (uint)table[i] << (24 - 8 * (i % 4));
        return sum;
    }

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}
