using System.Globalization;
using System.Text;

namespace Shyraq.Protocols.Pdf;

/// <summary>A page of A4 across. Lengths are points; places count from the upper left corner.</summary>
internal sealed class PdfPage(PdfFile file)
{
    public const double Width = 842, Height = 595, Margin = 28;

    private readonly StringBuilder _content = new();

    public string Content => _content.ToString();

    /// <summary>Shows a text with its base line at y, cut to a width when one is given.</summary>
    /// <param name="grey">0 is black.</param>
    public void Text(double x, double y, double size, string text, bool bold = false, double width = double.PositiveInfinity, double grey = 0)
    {
        var face = bold ? file.Bold : file.Regular;
        if (double.IsFinite(width)) text = face.Fit(text, size, width);
        Add($"BT {grey:0.##} g 1 0 0 1 {x:0.##} {Height - y:0.##} Tm {face.Show(text, size)}ET");
    }

    /// <summary>A line through places.</summary>
    /// <param name="dash">As PDF has it, such as <c>[3 2] 0</c>; "" for none.</param>
    public void Line(IEnumerable<(double X, double Y)> places, double width, double grey = 0, string dash = "")
    {
        var path = string.Join(' ', places.Select((p, i) => FormattableString.Invariant($"{p.X:0.##} {Height - p.Y:0.##} {(i == 0 ? "m" : "l")}")));
        Add($"q 1 J 1 j {width:0.##} w {grey:0.##} G {(dash.Length > 0 ? dash + " d " : "")}{path} S Q");
    }

    /// <summary>A disc, filled or as a ring.</summary>
    public void Disc(double x, double y, double radius, bool filled, string dash = "")
    {
        // Four curves of Bézier; their handles are this share of the radius.
        var (h, top) = (0.5523 * radius, Height - y);
        Add($"q 0.8 w {(dash.Length > 0 ? dash + " d " : "")}{x - radius:0.##} {top:0.##} m {x - radius:0.##} {top + h:0.##} {x - h:0.##} {top + radius:0.##} {x:0.##} {top + radius:0.##} c {x + h:0.##} {top + radius:0.##} {x + radius:0.##} {top + h:0.##} {x + radius:0.##} {top:0.##} c {x + radius:0.##} {top - h:0.##} {x + h:0.##} {top - radius:0.##} {x:0.##} {top - radius:0.##} c {x - h:0.##} {top - radius:0.##} {x - radius:0.##} {top - h:0.##} {x - radius:0.##} {top:0.##} c {(filled ? "0 g f" : "1 g 0 G B")} Q");
    }

    /// <summary>A polygon, filled.</summary>
    public void Shape(IEnumerable<(double X, double Y)> places, double grey) =>
        Add($"q {grey:0.##} g {string.Join(' ', places.Select((p, i) => FormattableString.Invariant($"{p.X:0.##} {Height - p.Y:0.##} {(i == 0 ? "m" : "l")}")))} f Q");

    private void Add(FormattableString operators) => _content.Append(operators.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
