using System.Globalization;
using System.Net;
using System.Text;

namespace Shyraq.Verbs.Accuracy;

/// <summary>An axis of a chart.</summary>
/// <param name="Ticks">Where there are lines across, and their labels.</param>
/// <param name="IsLog">Logarithmic: both ends over 0.</param>
internal sealed record Axis(string Title, double From, double To, (double At, string Label)[] Ticks, bool IsLog = false)
{
    /// <summary>Where a value lies between the ends, 0..1; what is beyond lies at the end.</summary>
    public double Place(double value)
    {
        var clamped = Math.Clamp(value, From, To);
        return IsLog ? Math.Log(clamped / From) / Math.Log(To / From) : (clamped - From) / (To - From);
    }

    /// <summary>A linear axis of per cent in tenths.</summary>
    public static Axis Percent(string title, int from) =>
        new(title, from / 100.0, 1, [.. Enumerable.Range(0, (100 - from) / 10 + 1).Select(i => ((from + 10 * i) / 100.0, $"{from + 10 * i}"))]);
}

/// <summary>A line chart as SVG without a background, in colours that can be told apart on white and on black; its letters follow the reader's colour scheme.</summary>
internal sealed class Chart(string title, Axis x, Axis y)
{
    private const int Left = 56, Top = 32, Width = 420, Height = 260, Legend = Left + Width + 18;

    // Eight hues of middle lightness; a ninth line is the first colour again, dashed.
    private static readonly string[] Colours = ["#3b82e0", "#e0742a", "#2f9e57", "#a763d9", "#d94a63", "#1c9ba3", "#b58a1b", "#8a8f98"];

    private readonly StringBuilder _lines = new();
    private int _count;

    /// <summary>Draws a line through points, with an entry of the legend.</summary>
    public Chart Line(string name, IEnumerable<(double X, double Y)> points, bool dots = false)
    {
        var (colour, dash) = (Colours[_count % Colours.Length], _count >= Colours.Length ? " stroke-dasharray=\"6 3\"" : "");
        var at = points.Select(p => (X: Left + Width * x.Place(p.X), Y: Top + Height * (1 - y.Place(p.Y)))).ToArray();
        Add($"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash} points=\"{string.Join(' ', at.Select(p => Text($"{p.X:0.#},{p.Y:0.#}")))}\"/>");
        if (dots) foreach (var (px, py) in at) Add($"<circle cx=\"{px:0.#}\" cy=\"{py:0.#}\" r=\"3.5\" fill=\"{colour}\"/>");
        var row = Top + 8 + 20 * _count++;
        Add($"<line x1=\"{Legend}\" y1=\"{row}\" x2=\"{Legend + 22}\" y2=\"{row}\" stroke=\"{colour}\" stroke-width=\"3\"{dash}/><text x=\"{Legend + 30}\" y=\"{row + 4}\">{WebUtility.HtmlEncode(name)}</text>");
        return this;
    }

    /// <summary>A thin line where both axes say the same.</summary>
    public Chart Diagonal()
    {
        var (from, to) = (Math.Max(x.From, y.From), Math.Min(x.To, y.To));
        Add($"<line class=\"same\" x1=\"{Left + Width * x.Place(from):0.#}\" y1=\"{Top + Height * (1 - y.Place(from)):0.#}\" x2=\"{Left + Width * x.Place(to):0.#}\" y2=\"{Top + Height * (1 - y.Place(to)):0.#}\"/>");
        return this;
    }

    /// <summary>The whole picture.</summary>
    public string Svg()
    {
        var frame = new StringBuilder();
        foreach (var (value, label) in x.Ticks)
        {
            var at = Left + Width * x.Place(value);
            frame.Append(Text($"<line class=\"grid\" x1=\"{at:0.#}\" y1=\"{Top}\" x2=\"{at:0.#}\" y2=\"{Top + Height}\"/><text x=\"{at:0.#}\" y=\"{Top + Height + 17}\" text-anchor=\"middle\">{label}</text>\n"));
        }
        foreach (var (value, label) in y.Ticks)
        {
            var at = Top + Height * (1 - y.Place(value));
            frame.Append(Text($"<line class=\"grid\" x1=\"{Left}\" y1=\"{at:0.#}\" x2=\"{Left + Width}\" y2=\"{at:0.#}\"/><text x=\"{Left - 7}\" y=\"{at + 4:0.#}\" text-anchor=\"end\">{label}</text>\n"));
        }
        var name = WebUtility.HtmlEncode(title);
        return Text($$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 700 {{Top + Height + 44}}" width="700" height="{{Top + Height + 44}}" role="img" aria-label="{{name}}">
            <style>text{font:12px system-ui,sans-serif;fill:#333}.grid{stroke:#8886;stroke-width:.5}.same{stroke:#888;stroke-dasharray:2 4}@media(prefers-color-scheme:dark){text{fill:#ccc} }</style>
            <text x="{{Left}}" y="18" font-weight="bold">{{name}}</text>
            {{frame}}<text x="{{Left + Width / 2}}" y="{{Top + Height + 37}}" text-anchor="middle">{{WebUtility.HtmlEncode(x.Title)}}</text>
            <text transform="translate(14 {{Top + Height / 2}}) rotate(-90)" text-anchor="middle">{{WebUtility.HtmlEncode(y.Title)}}</text>
            {{_lines}}</svg>

            """);
    }

    private void Add(FormattableString line) => _lines.Append(Text(line)).Append('\n');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
