using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Shyraq.Protocols.Pdf;

/// <summary>Writes a PDF 1.7 file (ISO 32000-1): objects, pages, and the table of where each begins. Equal calls give equal bytes.</summary>
internal sealed class PdfFile
{
    private readonly List<byte[]> _objects = [[], []]; // the catalog and the tree of pages, written last
    private readonly List<PdfPage> _pages = [];

    public Typeface Regular { get; } = new(400);
    public Typeface Bold { get; } = new(600);

    /// <summary>Begins a page of A4 across.</summary>
    public PdfPage Page()
    {
        _pages.Add(new(this));
        return _pages[^1];
    }

    public int Pages => _pages.Count;

    /// <summary>Adds an object; gives its number.</summary>
    public int Add(string text)
    {
        _objects.Add(Encoding.Latin1.GetBytes(text));
        return _objects.Count;
    }

    /// <summary>Adds bytes, compressed.</summary>
    public int Stream(byte[] bytes, string more = "")
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(bytes);
        var head = Encoding.Latin1.GetBytes($"<< /Length {packed.Length} /Filter /FlateDecode {more} >>\nstream\n");
        _objects.Add([.. head, .. packed.ToArray(), .. "\nendstream"u8]);
        return _objects.Count;
    }

    /// <summary>The whole file.</summary>
    public byte[] Write(string title)
    {
        var contents = _pages.Select(p => Stream(Encoding.Latin1.GetBytes(p.Content))).ToList();
        var fonts = string.Join(' ', Regular.Write(this).Concat(Bold.Write(this)).Select(f => $"/{f.Name} {f.Object} 0 R"));
        var pages = contents.Select(c => Add(string.Create(CultureInfo.InvariantCulture,
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PdfPage.Width} {PdfPage.Height}] /Contents {c} 0 R /Resources << /Font << {fonts} >> >> >>"))).ToList();
        var name = Add($"<< /Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(title))}> /Producer (Shyraq) >>");
        _objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"u8.ToArray();
        _objects[1] = Encoding.Latin1.GetBytes($"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(p => $"{p} 0 R"))}] >>");

        var to = new MemoryStream();
        to.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var begins = new List<long>();
        for (var i = 0; i < _objects.Count; i++)
        {
            begins.Add(to.Length);
            to.Write(Encoding.Latin1.GetBytes($"{i + 1} 0 obj\n"));
            to.Write(_objects[i]);
            to.Write("\nendobj\n"u8);
        }
        var table = to.Length;
        to.Write(Encoding.Latin1.GetBytes($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n{string.Concat(begins.Select(b => $"{b:0000000000} 00000 n \n"))}"));
        to.Write(Encoding.Latin1.GetBytes($"trailer\n<< /Size {_objects.Count + 1} /Root 1 0 R /Info {name} 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return to.ToArray();
    }
}
