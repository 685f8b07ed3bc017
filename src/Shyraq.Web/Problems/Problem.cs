using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Bodies;
using Shyraq.Web.Plans;

namespace Shyraq.Web.Problems;

/// <summary>The answers that are not a success, as RFC 9457 has them.</summary>
internal static class Problem
{
    /// <summary>Seconds after which a refused sender should come again.</summary>
    public const int RetryAfterSeconds = 1;

    public static ProblemHttpResult UnknownMine(string mine) => Of(StatusCodes.Status404NotFound, $"No mine is called '{mine}'. A mine is known once its plan was put: PUT /api/mines/{{mine}}/plan.");

    public static ProblemHttpResult UnknownTag(string mine, string tag) => Of(StatusCodes.Status404NotFound, $"Mine '{mine}' never heard of a tag '{tag}'.");

    public static ProblemHttpResult BadBody(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult TooLarge(int most) => Of(StatusCodes.Status413PayloadTooLarge, $"The body is over {most >> 20} MiB once inflated. Send it in several parts.");

    public static ProblemHttpResult WrongType(string found, string expected) => Of(StatusCodes.Status415UnsupportedMediaType, $"Found {found}, expected {expected}.");

    public static ProblemHttpResult JournalFailed(string why) => Of(StatusCodes.Status503ServiceUnavailable, $"The journal could not be written, so nothing was taken: {why}");

    /// <summary>409: an act that cannot be done as things stand.</summary>
    public static ProblemHttpResult Undone(UndoneRow why) =>
        TypedResults.Problem(detail: why.Detail, statusCode: StatusCodes.Status409Conflict, extensions: [new("reason", why.Reason), new("phrase", why.Phrase)]);

    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail: detail, statusCode: status);

    /// <summary>429: the bounded queue is full.</summary>
    public static ProblemHttpResult Busy(HttpResponse response, int pending, int capacity)
    {
        ComeAgain(response);
        return Of(StatusCodes.Status429TooManyRequests, capacity > 0
            ? $"The intake queue of the mine is full ({pending} of {capacity} sightings): nothing was taken, come again in {RetryAfterSeconds} s."
            : $"The mine is coming up and follows its journal: nothing was taken, come again in {RetryAfterSeconds} s.");
    }

    /// <summary>Says why a body could not be read.</summary>
    public static ProblemHttpResult Of(BodyFault? fault, HttpResponse response) => fault switch
    {
        BodyFault.NoRoom => NoRoom(response),
        BodyFault.TooLarge large => TooLarge(large.Most),
        BodyFault.Damaged damaged => BadBody($"The body says it is gzip but cannot be inflated: {damaged.Why}"),
        BodyFault.UnknownEncoding unknown => WrongType($"the content encoding '{unknown.Encoding}'", "gzip or none"),
        _ => throw new InvalidOperationException("a body that could not be read has a fault"),
    };

    // 429 as with a full queue: nothing was taken, and whoever sends does the same about it.
    private static ProblemHttpResult NoRoom(HttpResponse response)
    {
        ComeAgain(response);
        return Of(StatusCodes.Status429TooManyRequests, $"The bodies of other requests take all the memory that there is for bodies: nothing was taken, come again in {RetryAfterSeconds} s.");
    }

    private static void ComeAgain(HttpResponse response) =>
        response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>400 with a member <c>faults</c>: every fault with its feature and property.</summary>
    public static ProblemHttpResult Faults(string detail, RemarkView[] faults) =>
        TypedResults.Problem(detail: detail, statusCode: StatusCodes.Status400BadRequest, extensions: [new("faults", faults)]);
}
