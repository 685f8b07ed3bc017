using System.Globalization;
using System.Text;

namespace Shyraq.Protocols.Pdf;

/// <summary>IBM Plex Sans in one weight. It comes in parts by alphabet; a text is drawn in pieces, each from the part that has its letters.</summary>
internal sealed class Typeface
{
    private static readonly string[] Alphabets = ["latin", "cyrillic", "cyrillic-ext", "latin-ext"];

    private readonly (FontFace Face, SortedDictionary<ushort, int> Used)[] _parts;
    private readonly string _prefix;

    /// <param name="weight">400 or 600.</param>
    public Typeface(int weight)
    {
        _prefix = $"P{weight}";
        _parts = [.. Alphabets.Select(a => (new FontFace($"IBMPlexSans-{weight}-{a}", Resource.Bytes($"ibm-plex-sans-{a}-{weight}-normal.woff")), new SortedDictionary<ushort, int>()))];
    }

    /// <summary>A letter is drawn, not an empty box in its place.</summary>
    public bool Has(int letter) => _parts.Any(part => part.Face.Glyph(letter) != 0);

    /// <summary>Width of a text, points.</summary>
    public double Width(string text, double size) => Pieces(text).Sum(p => p.Glyphs.Sum(g => _parts[p.Part].Face.Width(g))) * size / 1000;

    /// <summary>The text cut to a width, with an ellipsis where something is missing.</summary>
    public string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width) return text;
        var low = 0;
        for (var high = text.Length; low < high;)
        {
            var middle = (low + high + 1) / 2;
            if (Width(text[..middle] + "…", size) <= width) low = middle;
            else high = middle - 1;
        }
        return text[..low] + "…";
    }

    /// <summary>The text in lines of a width, broken between words; a word that is too long for a line by letters. Beyond a number of lines it is cut with an ellipsis.</summary>
    public IReadOnlyList<string> Lines(string text, double size, double width, int most)
    {
        if (Width(text, size) <= width) return [text];
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer, size) <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0) lines.Add(line);
            line = word;
            while (Width(line, size) > width && line.Length > 1)
            {
                var fits = Fit(line, size, width).Length - 1;
                lines.Add(line[..Math.Max(1, fits)]);
                line = line[Math.Max(1, fits)..];
            }
        }
        lines.Add(line);
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), Fit(string.Join(' ', lines.Skip(most - 1)), size, width)];
    }

    /// <summary>The operators that show a text.</summary>
    public string Show(string text, double size)
    {
        var to = new StringBuilder();
        foreach (var (part, glyphs) in Pieces(text))
        {
            to.Append(CultureInfo.InvariantCulture, $"/{_prefix}{part} {size:0.##} Tf <");
            foreach (var glyph in glyphs) to.Append(glyph.ToString("X4", CultureInfo.InvariantCulture));
            to.Append("> Tj ");
        }
        return to.ToString();
    }

    /// <summary>Writes the parts that were used; gives their names and objects.</summary>
    public IEnumerable<(string Name, int Object)> Write(PdfFile to)
    {
        for (var i = 0; i < _parts.Length; i++)
            if (_parts[i].Used.Count > 0) yield return ($"{_prefix}{i}", Write(to, _parts[i].Face, _parts[i].Used));
    }

    // A Type 0 font whose codes are the glyphs themselves (ISO 32000-1, 9.7), with a table from glyphs to letters, so that text can be searched and copied.
    private static int Write(PdfFile to, FontFace face, SortedDictionary<ushort, int> used)
    {
        var font = face.TrueType();
        var file = to.Stream(font, $"/Length1 {font.Length}");
        var descriptor = to.Add($"<< /Type /FontDescriptor /FontName /{face.Name} /Flags 4 /FontBBox [-500 -300 1500 1100] /ItalicAngle 0 /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight 700 /StemV 80 /FontFile2 {file} 0 R >>");
        var widths = string.Join(' ', used.Keys.Select(g => $"{g} [{face.Width(g)}]"));
        var descendant = to.Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{face.Name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /W [{widths}] /CIDToGIDMap /Identity >>");
        var letters = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (var some in used.Chunk(100))
        {
            letters.Append(CultureInfo.InvariantCulture, $"{some.Length} beginbfchar\n");
            foreach (var (glyph, letter) in some) letters.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{letter:X4}>\n");
            letters.Append("endbfchar\n");
        }
        var unicode = to.Stream(Encoding.ASCII.GetBytes(letters.Append("endcmap end end").ToString()));
        return to.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{face.Name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    private List<(int Part, List<ushort> Glyphs)> Pieces(string text)
    {
        var pieces = new List<(int Part, List<ushort> Glyphs)>();
        foreach (var letter in text)
        {
            var part = Array.FindIndex(_parts, p => p.Face.Glyph(letter) != 0);
            var shown = part >= 0 ? letter : '?';
            part = Math.Max(0, part);
            var glyph = _parts[part].Face.Glyph(shown);
            _parts[part].Used.TryAdd(glyph, shown);
            if (pieces.Count == 0 || pieces[^1].Part != part) pieces.Add((part, []));
            pieces[^1].Glyphs.Add(glyph);
        }
        return pieces;
    }
}
