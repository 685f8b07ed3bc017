using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Shyraq.Storage.Tests.Postgres;

/// <summary>
/// A real PostgreSQL on a free loopback port, with its files in a folder of its own: <c>postgres</c> is its administrator, <c>shyraq_owner</c> owns the databases, servers
/// are <c>shyraq_server</c>. One for all tests of a process, started when the first asks for it.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly Lazy<PostgresServer> One = new(() => new PostgresServer());
    private static int _databases;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shyraq-postgres-");
    private readonly bool _isDurable;
    private Process _process;

    /// <summary>Starts one for a single test, which may kill it.</summary>
    /// <param name="isDurable">What is committed is flushed to the disk, as where a mine depends on it; without it tests are faster.</param>
    /// <param name="hasChecksums">Its pages have checksums.</param>
    public PostgresServer(bool isDurable = false, bool hasChecksums = true)
    {
        _isDurable = isDurable;
        Port = FreePort();
        if (Environment.UserName == "root") Run("chown", User, _folder.FullName);
        Run([.. As, Path.Combine(Programs!, "initdb"), "-D", Files, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--data-checksums", "--no-sync"]);
        if (!hasChecksums) Run([.. As, Path.Combine(Programs!, "pg_checksums"), "--disable", "--no-sync", "-D", Files]);
        _process = Launch();
        Administer("postgres", "CREATE ROLE shyraq_owner LOGIN; CREATE ROLE shyraq_server LOGIN; CREATE ROLE shyraq_reader LOGIN");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Abandon();
    }

    public int Port { get; }

    /// <summary>The folder with its files.</summary>
    public string Files => Path.Combine(_folder.FullName, "data");

    /// <summary>The one that tests share; a test is skipped where PostgreSQL is not installed.</summary>
    public static PostgresServer Shared()
    {
        Assert.SkipWhen(Programs is null, "PostgreSQL is not installed (Debian: apt-get install postgresql); how Shyraq does with it was not tested");
        return One.Value;
    }

    /// <summary>A new, empty database of the owner's.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        Administer("postgres", $"CREATE DATABASE {name} OWNER shyraq_owner");
        return name;
    }

    /// <summary>How a role connects to a database.</summary>
    public string Settings(string database, string role = "shyraq_server", int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Database={database};Username={role};Timeout=5");

    /// <summary>Runs statements as the administrator, who may do anything.</summary>
    public void Administer(string database, string sql)
    {
        using var connection = Connect(database, "postgres");
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>A connection of a role's, without a pool.</summary>
    public NpgsqlConnection Connect(string database, string role)
    {
        var connection = new NpgsqlConnection(Settings(database, role) + ";Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Ends it as a power cut does: every process of it at once, no last word.</summary>
    public void Kill()
    {
        var children = File.ReadAllText($"/proc/{Postmaster}/task/{Postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var id in children.Prepend(Postmaster.ToString(CultureInfo.InvariantCulture)))
        {
            try { Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)).Kill(); }
            catch (ArgumentException) { }
        }
        // Not for ever: whoever still holds its output would be waited for too.
        _process.WaitForExit(5000);
    }

    /// <summary>Ends it in order: everything is in its files. Of one that fell and is on its way up again that is waited for first.</summary>
    public void Stop()
    {
        var began = Stopwatch.StartNew();
        while (!IsThere(began)) Task.Delay(TimeSpan.FromMilliseconds(100)).GetAwaiter().GetResult();
        Stop("fast");
    }

    /// <summary>Ends it without order: who is connected is sent away, and the next start has to look through its newest changes.</summary>
    public void StopAtOnce() => Stop("immediate");

    /// <summary>Starts it again on the same files.</summary>
    public void StartAgain() => _process = Launch();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            try { Kill(); }
            catch (IOException) { }
        }
        if (_folder.Exists) _folder.Delete(recursive: true);
        _folder.Refresh();
    }

    private void Stop(string mode)
    {
        Run([.. As, Path.Combine(Programs!, "pg_ctl"), "stop", "-D", Files, "-m", mode, "-s"]);
        _process.WaitForExit(5000);
    }

    // The tests are over: nothing is waited for. Its other processes end when the postmaster does.
    private void Abandon()
    {
        if (_folder.Exists) Process.Start("sh", ["-c", $"kill -9 $(head -1 '{_folder.FullName}/data/postmaster.pid') 2>/dev/null; sleep 1; rm -rf '{_folder.FullName}'"]);
    }

    // The postmaster writes its number into the first line of this file.
    private int Postmaster => int.Parse(File.ReadLines(Path.Combine(Files, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private Process Launch()
    {
        string[] line = [.. As, Path.Combine(Programs!, "postgres"), "-D", Files, "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", $"fsync={(_isDurable ? "on" : "off")}", "-c", "max_connections=300", "-c", $"log_directory={_folder.FullName}"];
        var process = Begin(line);
        var began = Stopwatch.StartNew();
        while (!IsThere(began))
        {
            process.WaitForExit(50);
            // A process of the one before that is still on its way out holds its memory: whoever looks after a database tries again.
            if (!process.HasExited) continue;
            Task.Delay(TimeSpan.FromMilliseconds(300)).GetAwaiter().GetResult();
            process = Begin(line);
        }
        return process;
    }

    private bool IsThere(Stopwatch began)
    {
        try
        {
            using var probe = Connect("postgres", "postgres");
            return true;
        }
        catch (NpgsqlException why)
        {
            if (began.Elapsed > StartsWithin) throw new InvalidOperationException($"PostgreSQL did not come up within {StartsWithin}: {why.Message}", why);
            return false;
        }
    }

    private static Process Begin(string[] line)
    {
        var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    private static readonly string? Programs = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : ((string[])["/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"]).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));

    // PostgreSQL refuses to run as root.
    private static string User => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string[] As => Environment.UserName == "root" ? ["runuser", "-u", User, "--"] : [];

    private static void Run(params string[] line)
    {
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', line)}: {said}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
