"""What steps hand on lies in an S3 bucket instead of on a volume that their pods share.

The bucket is laid out below its prefix as the data folder is. A pod has the folder for
itself, empty at first, and a second container, the *gate*, which alone has the keys of the
bucket: cells can take and leave what runs hand on, and nothing else.
"""
