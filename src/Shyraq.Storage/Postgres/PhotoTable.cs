using Shyraq.Storage.Registry;

namespace Shyraq.Storage.Postgres;

/// <summary>The pictures of a mine's people in its journal's schema, each under the name that its bytes give. None is ever deleted or written over.</summary>
internal sealed class PhotoTable(PostgresConnections connections, string schema) : IPhotos
{
    public string Keep(ReadOnlySpan<byte> bytes)
    {
        var (name, value) = (Photo.NameOf(bytes), bytes.ToArray());
        connections.Ask(schema, connection => connection.Run("INSERT INTO photos (name, bytes) VALUES (@name, @bytes) ON CONFLICT DO NOTHING", ("@name", name), ("@bytes", value)));
        return name;
    }

    public byte[]? Find(string name) => !Photo.IsName(name) ? null : connections.Ask(schema, connection =>
        connection.Scalar("SELECT bytes FROM photos WHERE name = @name", ("@name", name)) is byte[] bytes && Photo.Bears(name, bytes) ? bytes : null);

    public IReadOnlyList<string> Names() => connections.Ask(schema, connection =>
    {
        using var command = connection.Statement("SELECT name FROM photos ORDER BY name");
        using var row = command.ExecuteReader();
        List<string> names = [];
        while (row.Read()) names.Add(row.GetString(0));
        return names;
    });
}
