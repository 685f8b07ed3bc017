using Microsoft.AspNetCore.Http;

namespace Shyraq.Web.Bodies;

/// <summary>Which bodies a route takes.</summary>
internal static class ContentTypes
{
    /// <summary>
    /// The body says it is JSON or one of the other types named. Plain text and forms are never among them: a page of
    /// another site can post those without asking.
    /// </summary>
    public static bool IsJson(this HttpRequest request, params ReadOnlySpan<string> others)
    {
        var type = request.ContentType.AsSpan();
        var end = type.IndexOf(';');
        type = (end < 0 ? type : type[..end]).Trim();
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return true;
        foreach (var other in others)
            if (type.Equals(other, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
