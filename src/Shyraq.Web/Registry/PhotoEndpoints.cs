using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Shyraq.Cluster.Mines;
using Shyraq.Web.Bodies;
using Shyraq.Web.Problems;

namespace Shyraq.Web.Registry;

/// <summary>A picture that was kept.</summary>
/// <param name="Address">What the entry of the person names it by, on this server.</param>
public sealed record PhotoKept(string Address);

/// <summary>The pictures of people. A picture becomes somebody's by an act on the registry that names its address; by itself it is nobody's.</summary>
internal static class PhotoEndpoints
{
    private const string Jpeg = "image/jpeg", Png = "image/png";

    public static void MapPhotos(this RouteGroupBuilder mines)
    {
        mines.MapPost("/{mine}/photos", Post).WithName("PostPhoto").WithTags("Registry").WithSummary("Keep the picture of a person")
            .WithDescription("JPEG or PNG, at most 512 KiB. The answer is the address to be put as `photo` of the person's entry.")
            .Accepts<object>(Jpeg, Png).Produces<PhotoKept>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(503)
            .WithMetadata(new RequestSizeLimitAttribute(MineDirectory.MostPhotoBytes + 1));
        mines.MapGet("/{mine}/photos/{name}", Get).WithName("GetPhoto").WithTags("Registry").WithSummary("The picture of a person").Produces<object>(200, Jpeg, Png).ProducesProblem(404);
    }

    private static async Task<Results<Ok<PhotoKept>, ProblemHttpResult>> Post(string mine, HttpRequest request, HttpResponse response, MineDirectory directory)
    {
        if (request.ContentType is not (Jpeg or Png)) return Problem.WrongType($"the content type '{request.ContentType}'", $"{Jpeg} or {Png}");
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        var (body, fault) = await RequestBody.Read(request, MineDirectory.MostPhotoBytes);
        if (body is null) return Problem.Of(fault, response);
        using (body)
        {
            try
            {
                return directory.KeepPhoto(mine, body.Bytes) is { } name ? TypedResults.Ok(new PhotoKept($"/api/mines/{Uri.EscapeDataString(mine)}/photos/{name}"))
                    : Problem.BadBody("The bytes are neither a JPEG nor a PNG.");
            }
            catch (IOException why)
            {
                return Problem.Of(StatusCodes.Status503ServiceUnavailable, $"The picture could not be written: {why.Message}");
            }
        }
    }

    private static Results<FileContentHttpResult, ProblemHttpResult> Get(string mine, string name, HttpResponse response, MineDirectory directory)
    {
        if (!directory.Knows(mine)) return Problem.UnknownMine(mine);
        if (directory.Photo(mine, name) is not { } bytes) return Problem.Of(StatusCodes.Status404NotFound, $"Mine '{mine}' has no picture '{name}', or its file was changed.");
        // The name is the hash of the bytes: it never changes.
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Bytes(bytes, name.EndsWith("png", StringComparison.Ordinal) ? Png : Jpeg);
    }
}
