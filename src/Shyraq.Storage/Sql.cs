using System.Data.Common;

namespace Shyraq.Storage;

/// <summary>Statements on either engine. Parameters are written <c>@name</c>, which both understand.</summary>
internal static class Sql
{
    /// <summary>A statement with its values.</summary>
    public static DbCommand Statement(this DbConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values) command.Add(name, value);
        return command;
    }

    /// <summary>Gives a statement one more value.</summary>
    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>Runs statements that give no rows.</summary>
    public static int Run(this DbConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.Statement(text, values);
        return command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null when there is no row or it holds NULL.</summary>
    public static object? Scalar(this DbConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = connection.Statement(text, values);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }
}
