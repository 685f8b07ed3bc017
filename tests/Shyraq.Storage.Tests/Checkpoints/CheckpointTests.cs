using Shyraq.Core.Units;
using Shyraq.Storage.Checkpoints;
using Shyraq.Storage.Journal;

namespace Shyraq.Storage.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private static readonly MineId Mine = new("Шахта 7");
    private readonly TempFolder _folder = new();
    private readonly SigningKey _key;

    public CheckpointTests() => _key = SigningKey.Open(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private List<Checkpoint> Made(int count)
    {
        List<Checkpoint> made = [];
        for (var i = 1; i <= count; i++)
            made.Add(Checkpoint.Sign(Mine, made.LastOrDefault(), new(600_000_000L * i), new(100 * i, new(600_000_000L * i - 1), BlockHash.Genesis(new(FormattableString.Invariant($"h{i}")))), BlockHash.Genesis(Mine), _key));
        return made;
    }

    private static CheckpointReport Check(IEnumerable<string> lines, PublicKey? key = null, bool isWhole = true) => CheckpointCheck.Check(lines, Mine, key is null ? null : [key], isWhole);

    [Fact]
    public void A_checkpoint_is_read_as_it_was_signed()
    {
        foreach (var one in Made(3))
        {
            Assert.Equal(one, Checkpoint.Read(one.Line));
            Assert.True(Checkpoint.Read(one.Line)!.IsSigned);
        }
    }

    [Fact]
    public void A_changed_letter_anywhere_is_found()
    {
        var line = Made(1)[0].Line;
        for (var at = 0; at < line.Length; at++)
        {
            var changed = line[..at] + (line[at] == '0' ? '1' : '0') + line[(at + 1)..];
            Assert.False(Checkpoint.Read(changed)?.IsSigned ?? false, changed);
        }
    }

    [Fact]
    public void One_that_was_taken_out_put_in_or_moved_is_found()
    {
        string[] lines = [.. Made(5).Select(one => one.Line)];
        Assert.Empty(Check(lines).Faults);
        Assert.Equal([new(2, CheckpointFaultKind.NotInOrder)], Check([lines[0], .. lines[2..]]).Faults);
        Assert.Equal([new(1, CheckpointFaultKind.NotInOrder)], Check(lines[1..]).Faults);
        Assert.NotEmpty(Check([lines[0], lines[2], lines[1], .. lines[3..]]).Faults);
        Assert.Equal([new(3, CheckpointFaultKind.Unreadable)], Check([.. lines[..2], "a note", .. lines[2..]]).Faults);
        // Whoever kept only some has those.
        Assert.Empty(Check([lines[1], lines[4]], isWhole: false).Faults);
    }

    [Fact]
    public void Another_key_and_another_mine_do_not_pass()
    {
        using var other = new TempFolder();
        var forger = SigningKey.Open(other.Path);
        var lines = Made(2).Select(one => one.Line).ToArray();
        var forged = Checkpoint.Sign(Mine, null, new(1), new(9, new(1), default), default, forger).Line;
        Assert.Equal([CheckpointFaultKind.OtherKey], Check([forged], _key.Public).Faults.Select(fault => fault.Kind));
        Assert.Empty(Check(lines, _key.Public).Faults);
        Assert.Equal([CheckpointFaultKind.OtherMine, CheckpointFaultKind.OtherMine], CheckpointCheck.Check(lines, new("other"), null, true).Faults.Select(fault => fault.Kind));
        Assert.Equal([forger.Public], Check([forged]).Keys);
    }

    [Fact]
    public void The_key_is_made_once_is_its_owners_alone_and_is_not_printed()
    {
        var path = Path.Combine(_folder.Path, SigningKey.FileName);
        Assert.Equal(_key.Public, SigningKey.Open(_folder.Path).Public);
        Assert.Equal(_key.Public, SigningKey.PublicOf(_folder.Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.DoesNotContain(File.ReadAllLines(path)[1], _key.ToString(), StringComparison.Ordinal);
        Assert.Equal(_key.Public, PublicKey.Read(_key.Public.ToPem()));
        Assert.Equal(_key.Public, PublicKey.Read(_key.Public.ToString()));
        File.WriteAllText(path, "no key");
        Assert.Contains(path, Assert.Throws<IOException>(() => SigningKey.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_a_power_cut_tore_is_not_one_and_does_not_harm_the_next()
    {
        var (path, made) = (Path.Combine(_folder.Path, CheckpointFile.FileName), Made(3));
        var file = new CheckpointFile(path);
        Assert.Null(file.Newest());
        file.Append([made[0].Line, made[1].Line]);
        File.AppendAllText(path, made[2].Line[..70]);
        Assert.Equal(made[1], file.Newest());
        file.Append([made[2].Line]);
        Assert.Equal(made.Select(one => one.Line), CheckpointFile.Lines(path));
        Assert.Equal(made[2], file.Newest());
    }

    // RFC 8032, section 7.1, test 3.
    [Fact]
    public void Signatures_are_those_of_the_standard()
    {
        var key = PublicKey.Read("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")!;
        var signature = Convert.FromHexString("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        Assert.True(key.Verifies([0xaf, 0x82], signature));
        Assert.False(key.Verifies([0xaf, 0x83], signature));
    }
}
